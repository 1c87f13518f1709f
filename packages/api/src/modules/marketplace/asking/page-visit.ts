import type { Manners } from '../../../platform/outside/browser.ts'
import { websiteAddress } from '../../../platform/outside/visit.ts'
import type { RobotsRules } from '../polite/robots.ts'
import { refusalByRules, refusalByTurn } from './ask-shop.ts'
import type { Refusal } from './ask-shop.ts'
import type { Asking } from './asking.ts'
import { rulesOf } from './rules-of-host.ts'
import { takeTurn } from './turn.ts'

/** Scripts wait for what they asked for, and the page is read before long. */
const LONGEST_WAIT_SECONDS = 6
/** Of one host for one page: a page must not make the hub a crowd at the door of somebody else. */
const MOST_REQUESTS = 60

/**
 * What one page in a browser asks of anybody, as politely as the hub asks by itself: each address by the robots.txt of its host, and
 * each host in its turn. Scripts come in dozens, so all that a page asks of one host is one visit there.
 */
export class PageVisit implements Manners {
  /** What stood against the last host that a redirect or a script led to. */
  stopped: Refusal | null = null
  private readonly rules = new Map<string, Promise<RobotsRules | null>>()
  private readonly turns = new Map<string, Promise<Refusal | null>>()
  private readonly asked = new Map<string, number>()
  private readonly asking: Asking

  constructor(asking: Asking) {
    this.asking = asking
  }

  /** What stands against an address; null where nothing does. Throws where it is none of a website, or `signal` says so. */
  async whyNot(address: string, longestWaitSeconds?: number): Promise<Refusal | null> {
    const { origin, host } = websiteAddress(address)
    const rules = await this.rulesAt(origin)
    const no = refusalByRules(rules, address)
    if (no || !rules) return no
    const { paceSeconds } = rules
    const turn =
      this.turns.get(host) ??
      takeTurn(host, { paceSeconds, longestWaitSeconds }, this.asking).then(refusalByTurn)
    this.turns.set(host, turn)
    return turn
  }

  async mayAsk(address: string): Promise<boolean> {
    const host = URL.parse(address)?.host ?? ''
    const asked = (this.asked.get(host) ?? 0) + 1
    this.asked.set(host, asked)
    if (asked > MOST_REQUESTS) return false
    return (await this.unlessFailed(address)) === null
  }

  /** A connection names no path: where the host had its turn, what it is asked for was judged before. */
  async mayReach(origin: string): Promise<boolean> {
    if ((await this.turns.get(new URL(origin).host)) === null) return true
    const no = await this.unlessFailed(`${origin}/`)
    this.stopped = no ?? this.stopped
    return no === null
  }

  private async unlessFailed(address: string): Promise<Refusal | null> {
    return this.whyNot(address, LONGEST_WAIT_SECONDS).catch(() => ({
      kind: 'unreachable' as const,
      note: 'The page leads to an address that is not asked.',
    }))
  }

  private rulesAt(origin: string): Promise<RobotsRules | null> {
    const rules = this.rules.get(origin) ?? rulesOf(origin, this.asking)
    this.rules.set(origin, rules)
    return rules
  }
}
