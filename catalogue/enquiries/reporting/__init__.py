"""What the office is judged on: `facts` of enquiries, counted into `figures`."""
