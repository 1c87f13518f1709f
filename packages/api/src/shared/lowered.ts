/** "Post an invoice" within a sentence: "post an invoice". */
export const lowered = (title: string): string => `${title.slice(0, 1).toLowerCase()}${title.slice(1)}`
