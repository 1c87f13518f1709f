import { z } from 'zod'
import { Effect } from '../../shared/effect.ts'
import { searchPhrase } from '../../shared/text.ts'
import { Day, Instant } from '../../shared/time.ts'
import { RegistrationMode } from '../auth/schema.ts'

export const Status = z.strictObject({
  version: z.string(),
  registration: RegistrationMode,
  assistant: z.string().meta({ description: '"built-in", or the name of the model behind the assistant' }),
  time: Instant,
})
export type Status = z.infer<typeof Status>

/** As many kinds as somebody names at once. */
const KINDS_AT_MOST = 20

export const FindRecords = z.strictObject({
  query: searchPhrase.optional().meta({ description: 'Words of it; without them the first of each kind' }),
  kinds: z.array(z.string().max(100)).max(KINDS_AT_MOST).optional().meta({
    description: 'Only these kinds, by `kind` of an answer, for example organization_member.user_id',
  }),
  limit: z.int().min(1).max(20).default(5).meta({ description: 'Of each kind' }),
})
export type FindRecords = z.infer<typeof FindRecords>

const FoundRecord = z.strictObject({
  id: z.string(),
  name: z.string(),
  detail: z.string().nullable(),
  link: z.string().nullable().meta({ description: 'Where the web app shows it' }),
})

export const FoundRecords = z.strictObject({
  kinds: z.array(
    z.strictObject({ kind: z.string(), noun: z.string(), plural: z.string(), items: z.array(FoundRecord) }),
  ),
  unanswered: z.array(z.string()).meta({ description: 'Kinds that could not be searched just now' }),
})
export type FoundRecords = z.infer<typeof FoundRecords>

/** More than these nobody reads; the others are counted. */
export const LINES_AT_MOST = 7
export const ROWS_AT_MOST = 3

const BriefingLine = z.strictObject({
  name: z.string().meta({ description: 'The matter, the same from day to day' }),
  part: z.string().meta({ description: 'The part of the hub it is of' }),
  kind: z.enum(['needs', 'know']),
  urgency: z.enum(['failure', 'deadline', 'usual']),
  words: z.string(),
  count: z.int(),
  act: z.string().meta({ description: 'What one does about it, in a word or three' }),
  link: z.string().meta({ description: 'Where the web app shows all of it' }),
  rows: z.array(z.strictObject({ id: z.string(), name: z.string(), link: z.string().nullable() })),
})
export type BriefingLine = z.infer<typeof BriefingLine>

export const Briefing = z.strictObject({
  day: Day,
  lines: z.array(BriefingLine),
  parts: z.int().meta({ description: 'Parts of the hub that it was made from' }),
  leftOut: z.int().meta({ description: 'Less pressing lines beside these' }),
  unanswered: z.array(z.string()).meta({ description: 'Parts that could not be looked at just now' }),
})
export type Briefing = z.infer<typeof Briefing>

const HelpTool = z.strictObject({
  tool: z.string(),
  title: z.string(),
  description: z.string(),
  effect: Effect,
})

export const Help = z.strictObject({
  toolsets: z.array(z.strictObject({ name: z.string(), tools: z.array(HelpTool) })),
})
export type Help = z.infer<typeof Help>
