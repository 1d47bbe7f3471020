"""What an official document says, apart from how it is written: no Django, no database, Vietnamese only."""
