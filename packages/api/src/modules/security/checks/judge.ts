import { gradeOf } from '../headers/score.ts'
import { libraryChecks } from '../libraries/library-checks.ts'
import { pageOf } from '../observation/observation.ts'
import type { Hop, Observation } from '../observation/observation.ts'
import type { Check, Part, PartResult } from './check.ts'
import { encryptionChecks } from './encryption-checks.ts'
import { fileChecks } from './file-checks.ts'
import { headerChecks } from './header-checks.ts'
import { mailChecks } from './mail-checks.ts'
import { isWall } from './wall.ts'

/** Rises when the same observation would be judged otherwise. */
export const RULES = 3

export interface Judgement {
  /** Of the worst part, 100 at most; null where nobody could look at any. */
  score: number | null
  grade: string | null
  parts: readonly PartResult[]
}

const BEST = 100

type Words = Pick<Check, 'title' | 'about' | 'evidence'>

const unreachable = ({ part }: PartResult, words: Words): PartResult => {
  const standing = { state: 'unknown', severity: 'low', result: 'unreachable', points: 0 } as const
  return {
    part,
    score: null,
    grade: null,
    checks: [{ key: `${part}.reachable`, part, ...standing, ...words }],
  }
}

const silent = (host: string): Words => ({
  title: 'The website does not answer',
  about: `Nobody could look at it: nothing answered at ${host}, neither with encryption nor without.`,
  evidence: [],
})

const broken = ({ url, status }: Hop): Words => ({
  title: 'The website shows no page',
  about:
    status < 400
      ? 'Its address leads on and on, so visitors see nothing. Set where it leads to.'
      : 'It answers with a fault of its server, so visitors see nothing and nobody could look at the page.',
  evidence: [`GET ${url} ${status}`],
})

const walled = ({ url, status }: Hop): Words => ({
  title: 'The website turned the scan away',
  about:
    'What guards it lets people in and keeps programs out, so that nobody could look at the page. Let “SmartAIHub-Scanner” through there, by its name, and scan again.',
  evidence: [`GET ${url} ${status}`],
})

/** What a redirect without an end or a faulty server sends is not the website: what it lacks would be news, and what it has a comfort. */
const isPage = (hop: Hop): boolean =>
  hop.status < 300 || (hop.status >= 400 && hop.status < 500 && !isWall(hop))

/** Parts that are judged by the page. The others are asked of the server or the DNS. */
const OF_PAGE: ReadonlySet<Part> = new Set(['headers', 'libraries'])

/** A page that is none, or a guard in its place, who answers for every file as well. */
function withoutPage(one: PartResult, page: Hop): PartResult {
  if (isWall(page))
    return OF_PAGE.has(one.part) || one.part === 'files' ? unreachable(one, walled(page)) : one
  return OF_PAGE.has(one.part) ? unreachable(one, broken(page)) : one
}

/** How safe a website is: of its parts the worst counts, and one at which nobody could look counts neither way. */
export function judge(observation: Observation): Judgement {
  const parts = [
    headerChecks(observation),
    encryptionChecks(observation),
    mailChecks(observation),
    libraryChecks(observation),
    fileChecks(observation),
  ]
  const page = pageOf(observation)
  const isThere = page !== null && isPage(page)
  const seen = parts.map((one) => {
    // Mail is asked of the DNS alone; everything else of a website that is there.
    if (isThere || one.part === 'mail') return one
    if (page === null) return unreachable(one, silent(observation.host))
    return withoutPage(one, page)
  })
  const scores = seen.flatMap(({ score }) => score ?? [])
  const score = isThere && scores.length > 0 ? Math.min(BEST, ...scores) : null
  return { score, grade: score === null ? null : gradeOf(score), parts: seen }
}
