"""What an officer decides on: reviews, staged changes, reports of abuse."""
