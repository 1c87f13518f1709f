import type { OrgContext } from '../../../platform/calls/context.ts'
import { isLimitRefusal } from '../../../platform/limits/limits.ts'
import type { LimitRule } from '../../../platform/limits/limits.ts'
import { AppError } from '../../../shared/errors.ts'

export const MOST_HOSTS_A_DAY = 10

const HOUR_S = 3_600
const DAY_S = 86_400

/** One that failed may be asked for once more. */
const ofHost: LimitRule = { name: 'security.host', points: 2, seconds: HOUR_S }
/** By all organizations together: whoever founds another one asks no more of a stranger. */
const ofAll: LimitRule = { name: 'security.host.all', points: 30, seconds: HOUR_S }
const newHost: LimitRule = { name: 'security.host.new', points: 1, seconds: DAY_S }
const newHosts: LimitRule = { name: 'security.hosts', points: MOST_HOSTS_A_DAY, seconds: DAY_S }

export const tooOften = (host: string, retryAfter: number): AppError =>
  new AppError('TOO_MANY_REQUESTS', {
    message: `A website that is not proved to be yours is scanned once an hour. Prove that ${host} is yours to scan it as often as you like.`,
    retryAfter: Math.max(1, retryAfter),
  })

export const tooMany = (): AppError =>
  new AppError('TOO_MANY_REQUESTS', {
    message: 'Ten websites that are not proved to be yours were scanned today, which is the most.',
    retryAfter: HOUR_S,
  })

/**
 * Counts a scan of somebody else's website when it is asked for. Scans that are kept show what was done before; these counts hold
 * for what is under way as well, and for a website that was removed and added again. Throws TOO_MANY_REQUESTS.
 */
export async function takeStranger({ hub, org, now }: OrgContext, host: string): Promise<void> {
  const at = now().getTime() / 1_000
  const [hour, day] = [Math.floor(at / HOUR_S), Math.floor(at / DAY_S)]
  const isTaken = async (rule: LimitRule, subject: string): Promise<boolean> => {
    try {
      await hub.limits.take(rule, subject)
      return true
    } catch (error) {
      if (isLimitRefusal(error)) return false
      throw error
    }
  }
  const isInTime =
    (await isTaken(ofHost, `${org.orgId}|${host}|${hour}`)) && (await isTaken(ofAll, `${host}|${hour}`))
  if (!isInTime) throw tooOften(host, Math.ceil((hour + 1) * HOUR_S - at))
  const isNew = await isTaken(newHost, `${org.orgId}|${host}|${day}`)
  if (isNew && !(await isTaken(newHosts, `${org.orgId}|${day}`))) {
    await hub.limits.giveBack(newHost, `${org.orgId}|${host}|${day}`)
    throw tooMany()
  }
}
