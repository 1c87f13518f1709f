import { z } from 'zod'

/** A row that was spoken of. */
export const Spoken = z.strictObject({ entity: z.string(), id: z.string(), name: z.string() })
export type Spoken = z.infer<typeof Spoken>

const Input = z.record(z.string(), z.unknown())

/** A half-said request: what is known of its input, and the field that was asked for. */
export const Draft = z.strictObject({
  path: z.string(),
  input: Input,
  /** How ids in the input are called. */
  names: z.record(z.string(), z.string()),
  open: z.string(),
  choices: z.array(z.strictObject({ value: z.string(), label: z.string() })),
})
export type Draft = z.infer<typeof Draft>

/** Acts a request can have meant, as buttons. `isBeside`: it was taken for another one. */
export const Offer = z.strictObject({
  text: z.string(),
  isBeside: z.literal(true).exactOptional(),
  choices: z.array(z.strictObject({ path: z.string(), label: z.string() })),
})
export type Offer = z.infer<typeof Offer>

/** A look-up of an earlier answer, in short: what it found keeps its ids, so that a model can go on from there. */
export const Recalled = z.strictObject({
  answerId: z.string(),
  tool: z.string(),
  input: z.record(z.string(), z.unknown()),
  result: z.string(),
})
export type Recalled = z.infer<typeof Recalled>

/** The message that was answered last, and the acts it was taken for: none of them where "that's not what I meant" follows. */
export const HeardLast = z.strictObject({ text: z.string(), taken: z.array(z.string()) })
export type HeardLast = z.infer<typeof HeardLast>

/** What the assistant keeps of a conversation between two messages. */
export const Memory = z.strictObject({
  draft: Draft.nullable(),
  offer: Offer.nullable(),
  /** The rows shown last, for "the second one" and "both". */
  focus: z.array(Spoken),
  /** The look-up that found them; none where no list did. */
  listed: z.strictObject({ path: z.string(), input: Input }).nullable().default(null),
  /** Ids of those with which something was done since they were shown, for "the rest". */
  handled: z.array(z.string()).default([]),
  /** The row spoken of last, for "it". */
  it: Spoken.nullable(),
  /** The act done or asked for last, for "and Ana?" and "no, Tuesday". */
  last: z
    .strictObject({
      path: z.string(),
      input: Input,
      /** How ids in it are called. */
      names: z.record(z.string(), z.string()).exactOptional(),
    })
    .nullable(),
  /** The approval whose outcome was taken note of last. */
  lastTold: z.string().nullable(),
  hasIntroduced: z.boolean(),
  /** The look-ups made last, oldest first. */
  recalled: z.array(Recalled).default([]),
  heard: HeardLast.nullable().default(null),
})
export type Memory = z.infer<typeof Memory>

export const emptyMemory: Memory = {
  draft: null,
  offer: null,
  focus: [],
  listed: null,
  handled: [],
  it: null,
  last: null,
  lastTold: null,
  hasIntroduced: false,
  recalled: [],
  heard: null,
}

/** A question is open, or what may be meant; what else may be meant beside an answer is no question. */
export const isChoosing = ({ draft, offer }: Memory): boolean =>
  draft !== null || (offer !== null && offer.isBeside !== true)

/** Memory written by an older version reads as none. */
export const readMemory = (stored: unknown): Memory => Memory.safeParse(stored).data ?? emptyMemory
