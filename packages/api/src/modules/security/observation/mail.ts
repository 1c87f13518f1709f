import type { Names } from '../../../platform/outside/names.ts'
import { isDmarc } from '../checks/dmarc.ts'
import { isSpf, leadsTo, termsOf } from '../checks/spf.ts'
import type { Answers, ObservedMail } from './observation.ts'

/** One more than a receiver would follow, so that the last one shows that it is one too many. */
const MOST_NAMES = 12
/** A name server that thinks about each of them would hold up everything else. */
const TIME_LIMIT_MS = 5_000

const only = (answers: Answers<string>, is: (record: string) => boolean): Answers<string> =>
  'found' in answers ? { found: answers.found.filter(is) } : answers

const namesIn = (answers: Answers<string>): string[] =>
  'found' in answers ? answers.found.flatMap(termsOf).flatMap((term) => leadsTo(term)?.name ?? []) : []

/** The records that those of a domain lead to, level by level, each once. */
async function followed(spf: Answers<string>, names: Names): Promise<Record<string, Answers<string>>> {
  // A record may lead to a name such as “__proto__”.
  const included = Object.create(null) as Record<string, Answers<string>>
  const giveUpAt = performance.now() + TIME_LIMIT_MS
  let next = namesIn(spf)
  while (next.length > 0 && performance.now() < giveUpAt) {
    const room = MOST_NAMES - Object.keys(included).length
    const fresh = [...new Set(next)]
      .filter((name) => !Object.hasOwn(included, name))
      .slice(0, Math.max(0, room))
    const found = await Promise.all(
      fresh.map(async (name) => [name, only(await names.txt(name), isSpf)] as const),
    )
    for (const [name, answers] of found) included[name] = answers
    next = found.flatMap(([, answers]) => namesIn(answers))
  }
  return included
}

/** What the DNS says of a domain's mail and certificates. Never throws: what nobody could say is kept as that. */
export async function collectMail(domain: string, names: Names): Promise<ObservedMail> {
  const [mx, txt, atDmarc, caa] = await Promise.all([
    names.mx(domain),
    names.txt(domain),
    names.txt(`_dmarc.${domain}`),
    names.caa(domain),
  ])
  const spf = only(txt, isSpf)
  return { domain, mx, spf, included: await followed(spf, names), dmarc: only(atDmarc, isDmarc), caa }
}
