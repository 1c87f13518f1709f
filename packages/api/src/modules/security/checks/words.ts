/** What a check says of one result: the matter in one line, and why it matters in one or two sentences. */
export type Words = readonly [title: string, about: string]
