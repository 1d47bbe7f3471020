"""A unit's sheet as an XLSX workbook that is filled in without the network, and its way back.

layout (what stands where) → writer; header (what is signed); reader → difference → `actions.answers.save_answers`.
The file's own words are part of its form and always Vietnamese, whatever language its reader uses on the portal.
"""
