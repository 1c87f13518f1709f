import { z } from 'zod'
import { Door } from '../../shared/doors.ts'
import { Effect } from '../../shared/effect.ts'
import { entityId, MemberId } from '../../shared/ids.ts'
import { listInput, listOutput } from '../../shared/list.ts'
import { Micro, MICRO } from '../../shared/micro.ts'
import { mutationInput } from '../../shared/mutation.ts'
import { Sentence } from '../../shared/sentence.ts'
import { line, searchPhrase } from '../../shared/text.ts'
import { Day, Instant } from '../../shared/time.ts'

export const GrantId = entityId('credit_grant')
export const GrantSource = z.enum(['sign-up', 'adjustment'])
export type GrantSource = z.infer<typeof GrantSource>

export const CreditGrant = z.strictObject({
  id: GrantId,
  source: GrantSource,
  amountMicro: Micro,
  remainingMicro: Micro,
  expiresAt: Instant.nullable(),
})
export type CreditGrant = z.infer<typeof CreditGrant>

/** Amounts are micro-credits: 1,000,000 are one credit. */
export const Balance = z.strictObject({
  availableMicro: Micro,
  heldMicro: Micro.meta({ description: 'Set aside for calls that run now' }),
  grants: z.array(CreditGrant).meta({ description: 'Grants with credit left, in the order they are used' }),
  spentTodayMicro: Micro,
  spentThisMonthMicro: Micro,
  perDayMicro: Micro.meta({
    description: 'Average of the last 30 days, or of the days since the first charge',
  }),
  lastsUntil: Day.nullable().meta({
    description: 'Day the credits run out at this pace; null when nothing is spent',
  }),
})
export type Balance = z.infer<typeof Balance>

export const CreditKind = z.enum(['charge', 'hold', 'grant', 'adjustment', 'expiry', 'refund'])
export type CreditKind = z.infer<typeof CreditKind>

export const CreditMove = z.strictObject({
  id: z.int().meta({ description: "Number in the organization's ledger" }),
  at: Instant,
  kind: CreditKind,
  title: z.string().meta({ description: 'What was asked for, or why credits came or went' }),
  sentence: Sentence.meta({ description: 'What was done, with the things it names' }),
  procedure: z.string().nullable(),
  door: Door.nullable(),
  driver: z.string().nullable(),
  actorId: MemberId.nullable(),
  actorName: z.string().nullable(),
  apiKeyName: z.string().nullable(),
  deltaMicro: Micro,
  availableAfterMicro: Micro,
})
export type CreditMove = z.infer<typeof CreditMove>
export const CreditMovePage = listOutput(CreditMove)

const moveFilters = {
  search: searchPhrase.optional().meta({ description: 'Words in what was done, its name or reason' }),
  door: Door.optional(),
  kind: CreditKind.optional(),
  actorId: MemberId.optional(),
  from: Day.optional(),
  to: Day.optional(),
}
export const ListCreditMoves = listInput(['newest'], moveFilters)
export type ListCreditMoves = z.infer<typeof ListCreditMoves>
export const CreditMoveFilters = z.object(moveFilters)
export const ExportCreditMoves = mutationInput(moveFilters)

export const GetUsage = z.strictObject({
  days: z.int().min(1).max(90).default(30).meta({ description: 'How many days back' }),
  by: z.enum(['module', 'door']).default('module').meta({ description: 'What each day is split into' }),
})
export type GetUsage = z.infer<typeof GetUsage>

export const UsagePart = z.strictObject({ key: z.string(), micro: Micro })
export type UsagePart = z.infer<typeof UsagePart>

export const Usage = z.strictObject({
  days: z.array(z.strictObject({ day: Day, parts: z.array(UsagePart) })),
  totals: z.array(UsagePart),
})
export type Usage = z.infer<typeof Usage>

export const PriceBook = z.strictObject({
  rules: z.array(z.strictObject({ door: Door, effect: Effect, micro: Micro })),
  exceptions: z.array(
    z.strictObject({
      procedure: z.string(),
      title: z.string(),
      door: Door,
      micro: Micro.nullable().meta({ description: 'null: measured per call' }),
      note: z.string(),
    }),
  ),
  models: z.array(
    z.strictObject({
      model: z.string(),
      inputMicroPerMillion: Micro,
      cachedMicroPerMillion: Micro.meta({ description: 'Input the provider had cached' }),
      outputMicroPerMillion: Micro,
      isDefault: z.boolean().meta({ description: 'True: the book does not name this model' }),
    }),
  ),
  signUpGrantMicro: Micro,
  since: Instant,
})
export type PriceBook = z.infer<typeof PriceBook>

export const EstimatePrice = z.strictObject({
  procedure: line(100).meta({ description: 'Dotted path, for example system.find' }),
  door: Door.meta({ description: 'By which it would be called' }),
})
export type EstimatePrice = z.infer<typeof EstimatePrice>

export const PriceEstimate = z.strictObject({
  micro: Micro,
  isExact: z.boolean().meta({ description: 'false: measured while it runs' }),
})
export type PriceEstimate = z.infer<typeof PriceEstimate>

/** Far above any real spending, so that a slip of the finger is no limit without effect. */
const HIGHEST_LIMIT = 1_000_000_000 * MICRO
const Limit = Micro.min(0).max(HIGHEST_LIMIT).nullable()

export const SpendingLimits = z.strictObject({
  monthMicro: Limit.meta({ description: 'Of the organization in a calendar month; null = no limit' }),
  memberDayMicro: Limit.meta({ description: 'Of each member in a day, owners too; null = no limit' }),
  usedThisMonthMicro: Micro,
  usedTodayMicro: Micro.meta({ description: 'By the caller' }),
})
export type SpendingLimits = z.infer<typeof SpendingLimits>

const limits = { monthMicro: Limit, memberDayMicro: Limit }
export const SetSpendingLimits = mutationInput({
  ...limits,
  was: z
    .strictObject(limits)
    .optional()
    .meta({ description: 'Refuses the change (412) if the limits are no longer these' }),
})
export type SetSpendingLimits = z.infer<typeof SetSpendingLimits>
