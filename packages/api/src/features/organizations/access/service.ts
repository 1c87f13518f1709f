import { isDeepStrictEqual } from 'node:util'
import { requireKnownModules } from '../../../platform/access/known-modules.ts'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { requestMail } from '../../../platform/mail/request-mail.ts'
import type { ModuleLevel, ModuleLevels } from '../../../shared/levels.ts'
import { levelsChangedMail } from '../mails.ts'
import { findMember } from '../members.ts'
import { placeOf, setRights } from '../membership.ts'
import type { Member } from '../schema.ts'
import {
  confirmChange,
  lockMembership,
  ownStanding,
  requireGift,
  requireLevelReach,
  standingOf,
} from '../standing.ts'
import type { Rights } from '../standing.ts'
import { setNamed } from './levels.ts'
import type { ApplySet, SetLevels } from './schema.ts'

interface Change {
  userId: string
  /** What was chosen in the end, from what was before. */
  next: (before: ModuleLevels) => ModuleLevels
  /** The set it was chosen by. */
  set?: string | null
}

/** "Accounting: write (was none)", for each module that is different now. */
function changesIn({ hub: { permissions } }: OrgContext, from: Rights, to: Rights): string[] {
  return permissions.modules.flatMap((module) => {
    const [before, now] = [permissions.levelIn(module, from), permissions.levelIn(module, to)]
    return before === now ? [] : [`${module.title}: ${now} (was ${before})`]
  })
}

/**
 * Changes how far a member goes by module, from the next call on and behind every door. Giving more than before needs a
 * recent sign-in. The same again changes nothing and leaves no entry.
 */
async function changeLevels(ctx: OrgContext, { userId, next, set }: Change): Promise<Member> {
  return ctx.write(async (tx) => {
    await lockMembership(tx, ctx.org.orgId)
    const own = await ownStanding(ctx, tx, 'member.write')
    const member = await standingOf(tx, userId)
    requireLevelReach(own, member)
    const { role, levels: from } = member
    const to = { role, levels: next(from) }
    if (isDeepStrictEqual(from, to.levels)) return findMember(ctx, tx, userId)
    requireGift(ctx, own, { from: member, to })
    confirmChange(ctx, member, to)
    await setRights(ctx, tx, { userId, ...to })
    const changes = changesIn(ctx, member, to)
    if (changes.length > 0) requestMail(tx, levelsChangedMail(placeOf(ctx), member, changes))
    tx.audit(
      'organization.member.access_changed',
      { user: userId },
      { from, to: to.levels, ...(set !== undefined && { set }) },
    )
    return findMember(ctx, tx, userId)
  })
}

/** What was chosen before, with these choices; null takes one back. */
const merged = (before: ModuleLevels, changes: SetLevels['levels']): ModuleLevels =>
  Object.fromEntries(
    Object.entries({ ...before, ...changes }).filter(
      (entry): entry is [string, ModuleLevel] => entry[1] !== null,
    ),
  )

/** Chooses levels of a member in some modules and leaves the others as they are. */
export async function setLevels(ctx: OrgContext, { userId, levels }: SetLevels): Promise<Member> {
  requireKnownModules(ctx.hub.permissions, levels)
  return changeLevels(ctx, { userId, next: (before) => merged(before, levels) })
}

/** Gives a member the levels of a ready-made set in the place of all that were chosen before; none: those of the role. */
export async function applySet(ctx: OrgContext, { userId, set }: ApplySet): Promise<Member> {
  const levels = set === null ? {} : setNamed(ctx.hub.permissions, set).levels
  return changeLevels(ctx, { userId, next: () => levels, set })
}
