/** What stands in place of the user name of someone who was erased. */
export const erasedName = (id: string): string => `erased-${id}`;

/** Whether a name looks like one; nobody may choose it, since it may be needed for somebody else. */
export const isErasedName = (name: string): boolean => /^erased-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(name);
