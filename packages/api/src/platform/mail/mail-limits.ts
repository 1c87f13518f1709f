import { canonicalEmail } from '../../shared/email.ts'
import { AppError } from '../../shared/errors.ts'
import { waitWords } from '../../shared/wait-words.ts'
import type { OrgContext } from '../calls/context.ts'
import { isLimitRefusal } from '../limits/limits.ts'
import type { LimitRule } from '../limits/limits.ts'

const DAY_S = 86_400

interface MailLimit extends LimitRule {
  refusal: string
}

/** In all organizations together: whoever founds another one sends no more by that. */
const byPerson: MailLimit = {
  name: 'mails.by',
  points: 1_000,
  seconds: DAY_S,
  refusal: 'You have sent as many e-mails to people outside as one can in a day.',
}
/** Over everybody who sends any: nobody's mailbox is filled by many senders either. */
const toAddress: MailLimit = {
  name: 'mails.to',
  points: 50,
  seconds: DAY_S,
  refusal: 'This address has had as many e-mails as it gets from here in a day.',
}

interface Taken {
  limit: MailLimit
  subject: string
}

/** The organization's own people are no strangers, and may be told as often as it likes. */
async function strangersIn({ db }: OrgContext, to: readonly string[]): Promise<string[]> {
  const addresses = [...new Set(to.map((one) => canonicalEmail(one) ?? one.toLowerCase()))]
  const members = await db
    .selectFrom('organizationMember')
    .innerJoin('authUser', 'authUser.id', 'organizationMember.userId')
    .select('authUser.email')
    .where('authUser.email', 'in', addresses)
    .execute()
  const own = new Set(members.map(({ email }) => email))
  return addresses.filter((one) => !own.has(one))
}

/** Why this one is one too many; null where it is not. */
async function refusalOf({ hub }: OrgContext, { limit, subject }: Taken): Promise<AppError | null> {
  try {
    await hub.limits.take(limit, subject)
    return null
  } catch (error) {
    if (!isLimitRefusal(error)) throw error
    const { retryAfter = DAY_S } = error.details
    const message = `${limit.refusal} Ready again in ${waitWords(retryAfter)}.`
    return new AppError('TOO_MANY_REQUESTS', { retryAfter, message })
  }
}

/**
 * Counts mails that say what a person wrote, to addresses that a person chose; where any limit refuses one, none of them counts.
 * Throws TOO_MANY_REQUESTS.
 */
export async function takeMailLimits(ctx: OrgContext, to: readonly string[]): Promise<void> {
  const taken: Taken[] = []
  const wanted = (await strangersIn(ctx, to)).flatMap((address) => [
    { limit: toAddress, subject: address },
    { limit: byPerson, subject: ctx.actor.userId },
  ])
  for (const next of wanted) {
    taken.push(next)
    const refusal = await refusalOf(ctx, next)
    if (refusal === null) continue
    for (const { limit, subject } of taken) await ctx.hub.limits.giveBack(limit, subject)
    throw refusal
  }
}
