"""Every outside system behind one small interface: marketplaces, carriers, on-call tools."""
