"""Search over complaints, people, letters, notes and documents. `finding.find` is where it begins."""
