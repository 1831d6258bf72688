"""The child's file: its folders and who may open them, documents, case notes, reviews, and the record of openings.

    folders_of(ann, sam, on)      the folders of Sam's file that Ann may open, and how

Folders and their rules come from the procedure pack that the council has adopted. What happened in a complaint is
`heard.cases`; this package records facts through its one writer.
"""
