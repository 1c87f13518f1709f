/** A question with a number, by which the provider and whoever asks speak of the same answer. */
export const questionOf = (id: number): string => `What is on my list today? (${id})`

const NUMBER = /What is on my list today\? \((\d+)\)/

/** The number of the last question in a request; a conversation has those of before as well. */
export const questionIn = (body: string): number =>
  Number(body.match(new RegExp(NUMBER, 'g'))?.at(-1)?.match(NUMBER)?.[1])

/** The same request for another question. */
export const asking = (body: string, id: number): string => body.replace(NUMBER, questionOf(id))

/** Milliseconds of the machine's monotonic clock, which all processes share. */
export const clock = (): number => Number(process.hrtime.bigint()) / 1e6
