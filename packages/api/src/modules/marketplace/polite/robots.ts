import robotsParser from 'robots-parser'

/** What the shop answered to the request for its robots.txt; null where it did not. */
export type RobotsAnswer = { status: number; body: string } | null

/** May this hub look at a page of this shop, and how often. */
export interface RobotsRules {
  /** In words, where looking is not allowed. */
  judge: (url: string) => { isAllowed: true } | { isAllowed: false; because: string }
  /** Between two requests to the host. */
  paceSeconds: number
}

/** So much is read of a file (RFC 9309, section 2.5). */
const MOST_BYTES = 500 * 1024
/** Longer addresses are no product pages, and long patterns cost their product. */
const MOST_SIGNS_OF_URL = 2_048
const MOST_SIGNS_OF_LINE = 2_048

const USUAL_PACE_SECONDS = 5
/** A shop may ask for less than the usual pace, but not for none. */
const LEAST_PACE_SECONDS = 1
const MOST_PACE_SECONDS = 86_400

// Its types describe an ES module, while it is a function that CommonJS exports.
const parse = robotsParser as unknown as typeof robotsParser.default

/** The beginning of a file up to the last whole line within the cap: a rule cut in half could allow what it does not. */
function beginning(body: string): string {
  const bytes = Buffer.from(body.slice(0, MOST_BYTES + 1), 'utf8')
  return bytes.length > MOST_BYTES ? wholeLines(bytes.subarray(0, MOST_BYTES)) : body
}

function wholeLines(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  return text.slice(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1)
}

/** Product names are told apart without versions and without the size of letters. */
const nameOf = (agent: string) => (agent.split('/')[0] ?? '').trim().toLowerCase()

const DIRECTIVE = /^\s{0,50}(user-agent|allow|disallow|crawl-delay)\s{0,50}:([^#]*)/i

/** Patterns with stars cost their length times that of the address; real files have a few hundred signs of them. */
const MOST_STARRED_SIGNS = 50_000

/** Keeps the lines that rule, those for other robots under one name. */
class RulingLines {
  readonly kept: string[] = []
  private names = new Set<string>()
  private starred = 0
  private readonly agent: string

  constructor(agent: string) {
    this.agent = nameOf(agent)
  }

  add(directive: string, value: string): void {
    if (directive === 'user-agent') return this.addName(nameOf(value))
    this.names = new Set()
    const rule =
      directive === 'crawl-delay' ? value : this.affordable(directive, value.replaceAll(/\*{2,}/g, '*'))
    // An empty rule says nothing, but ends the names above it.
    this.kept.push(rule === '' ? 'disallow:' : `${directive}: ${rule}`)
  }

  /** Thousands of names over thousands of rules, which the parser would multiply, become three at most. */
  private addName(given: string): void {
    const name = given === this.agent || given === '*' ? given : 'another'
    if (!this.names.has(name)) this.kept.push(`user-agent: ${name}`)
    this.names.add(name)
  }

  /** Beyond what is affordable, a pattern forbids all that begins like it, and allows nothing. */
  private affordable(directive: string, pattern: string): string {
    const star = pattern.indexOf('*')
    if (star === -1) return pattern
    this.starred += pattern.length
    if (this.starred <= MOST_STARRED_SIGNS) return pattern
    return directive === 'disallow' ? pattern.slice(0, star) : ''
  }
}

/** What RFC 9309 does not know parts no groups. */
function rulingLines(text: string, agent: string): string {
  const lines = new RulingLines(agent)
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)) {
    const [, directive, value = ''] = line.length > MOST_SIGNS_OF_LINE ? [] : (DIRECTIVE.exec(line) ?? [])
    if (directive !== undefined) lines.add(directive.toLowerCase(), value.trim())
  }
  return lines.kept.join('\n')
}

function paceOf(delay: number | undefined): number {
  if (delay === undefined || !Number.isFinite(delay) || delay < 0) return USUAL_PACE_SECONDS
  return Math.min(MOST_PACE_SECONDS, Math.max(LEAST_PACE_SECONDS, delay))
}

type Judgement = ReturnType<RobotsRules['judge']>
const allowed: Judgement = { isAllowed: true }
const refused = (because: string): Judgement => ({ isAllowed: false, because })

const isRobots = (url: URL) => url.pathname === '/robots.txt'

/**
 * The rules of a host for one robot, by RFC 9309: what is not there (4xx) allows everything, what cannot be had (5xx, no answer)
 * allows nothing, and `/robots.txt` itself may always be read. `agent` is the product name of the robot's User-Agent.
 */
export function robotsRules(origin: string, answer: RobotsAnswer, agent: string): RobotsRules {
  const home = URL.parse(origin)
  const status = answer?.status ?? 0
  const isThere = status >= 200 && status < 300
  const isGone = status >= 300 && status < 500
  const robots =
    home && isThere
      ? parse(new URL('/robots.txt', home).href, rulingLines(beginning(answer?.body ?? ''), agent))
      : null
  const judge = (address: string): Judgement => {
    const url = URL.parse(address)
    if (!url || !home || url.origin !== home.origin) return refused('These rules are of another host.')
    if (isRobots(url)) return allowed
    if (address.length > MOST_SIGNS_OF_URL) return refused('The address is too long.')
    if (isGone) return allowed
    if (!robots)
      return refused('The shop’s robots.txt cannot be had right now, so nothing else is asked for.')
    url.hash = ''
    if (robots.isAllowed(url.href, agent) ?? false) return allowed
    return refused('The shop’s robots.txt asks robots not to read this page.')
  }
  return { judge, paceSeconds: paceOf(robots?.getCrawlDelay(agent)) }
}
