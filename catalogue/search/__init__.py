"""How the catalogue is found: one service, engines behind one interface."""
