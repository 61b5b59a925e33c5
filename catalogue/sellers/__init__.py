"""Who offers: the IKM (small and medium industries) and where they are."""
