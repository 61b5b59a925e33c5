"""The sample catalogue: invented sellers and products to try the service with."""
