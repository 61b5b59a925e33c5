"""What happened: the append-only log of events, its handlers, and the job queue."""
