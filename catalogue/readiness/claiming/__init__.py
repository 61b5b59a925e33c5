"""What sellers claim: questions asked, measurements, plots, dates, reviews."""
