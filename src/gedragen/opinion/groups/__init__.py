"""Opinion groups: from votes to groups, what each stands for, and how sure that is."""
