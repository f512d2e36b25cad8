"""`forestall`: the commands, the supervisor behind ``run`` and ``demo``, doctor."""
