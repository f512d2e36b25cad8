"""17TRACK v2.4: tracking of most carriers behind one key, by push and by ``gettrackinfo``."""
