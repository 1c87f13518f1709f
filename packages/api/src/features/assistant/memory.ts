import { z } from 'zod'

/** What a half-said request still lacks, in words that survive a reload. */
export const Draft = z.strictObject({
  act: z.enum([
    'create',
    'complete',
    'reopen',
    'remove',
    'restore',
    'show',
    'comments',
    'rename',
    'status',
    'due',
    'priority',
    'tag',
    'assign',
    'comment',
  ]),
  /** Words that name the task, until they are resolved to an id. */
  taskWords: z.string().optional(),
  taskId: z.string().optional(),
  personWords: z.string().optional(),
  /** null: nobody. */
  personId: z.string().nullable().optional(),
  /** New title, status, priority, tag or comment; null takes the old one away. */
  value: z.string().nullable().optional(),
  due: z.strictObject({ dueOn: z.string().nullable(), dueTime: z.string().nullable() }).optional(),
  /** Fields of a new task beside its title. */
  fields: z
    .strictObject({ priority: z.enum(['low', 'normal', 'high']).optional(), tag: z.string().optional() })
    .optional(),
})
export type Draft = z.infer<typeof Draft>

export const Slot = z.enum(['task', 'person', 'value', 'due'])
export type Slot = z.infer<typeof Slot>

export const Pending = z.strictObject({
  draft: Draft,
  slot: Slot,
  choices: z.array(z.strictObject({ id: z.string(), label: z.string() })),
})
export type Pending = z.infer<typeof Pending>

/** A look-up of an earlier answer, in short: what it found keeps its ids, so that a model can go on from there. */
export const Recalled = z.strictObject({
  answerId: z.string(),
  tool: z.string(),
  input: z.record(z.string(), z.unknown()),
  result: z.string(),
})
export type Recalled = z.infer<typeof Recalled>

/** What the assistant keeps of a conversation between two messages. */
export const Memory = z.strictObject({
  pending: Pending.nullable(),
  /** The tasks shown last, for "the second one". */
  listed: z.array(z.strictObject({ id: z.string(), title: z.string() })),
  /** The task spoken of last, for "it". */
  taskId: z.string().nullable(),
  /** The approval whose outcome was taken note of last. */
  lastTold: z.string().nullable(),
  hasIntroduced: z.boolean(),
  /** The look-ups made last, oldest first. */
  recalled: z.array(Recalled).default([]),
})
export type Memory = z.infer<typeof Memory>

export const emptyMemory: Memory = {
  pending: null,
  listed: [],
  taskId: null,
  lastTold: null,
  hasIntroduced: false,
  recalled: [],
}

/** Memory written by an older version reads as none. */
export const readMemory = (stored: unknown): Memory => Memory.safeParse(stored).data ?? emptyMemory
