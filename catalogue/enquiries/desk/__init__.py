"""The office's desk for enquiries: the queue, one thread, blocked senders."""
