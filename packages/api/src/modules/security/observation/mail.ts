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

/** The same names, for whom one clock runs: what it cuts off is an error in words. */
function inTime(names: Names): { timely: Names; isLate: () => boolean; stop: () => void } {
  let isLate = false
  let stop = () => {}
  const late = new Promise<{ error: string }>((resolve) => {
    const timer = setTimeout(() => {
      isLate = true
      resolve({ error: 'The name servers took too long.' })
    }, TIME_LIMIT_MS)
    stop = () => clearTimeout(timer)
  })
  const timely: Names = {
    txt: (name) => Promise.race([names.txt(name), late]),
    mx: (name) => Promise.race([names.mx(name), late]),
    caa: (name) => Promise.race([names.caa(name), late]),
  }
  return { timely, isLate: () => isLate, stop }
}

/** The records that those of a domain lead to, level by level, each once. */
async function followed(
  spf: Answers<string>,
  { timely, isLate }: Pick<ReturnType<typeof inTime>, 'timely' | 'isLate'>,
): Promise<Record<string, Answers<string>>> {
  // A record may lead to a name such as “__proto__”.
  const included = Object.create(null) as Record<string, Answers<string>>
  let next = namesIn(spf)
  while (next.length > 0 && !isLate()) {
    const room = MOST_NAMES - Object.keys(included).length
    const fresh = [...new Set(next)].filter((name) => !Object.hasOwn(included, name)).slice(0, room)
    const found = await Promise.all(
      fresh.map(async (name) => [name, only(await timely.txt(name), isSpf)] as const),
    )
    for (const [name, answers] of found) included[name] = answers
    next = found.flatMap(([, answers]) => namesIn(answers))
  }
  return included
}

/** What the DNS says of a domain's mail and certificates. Never throws: what nobody could say in 5 seconds is kept as that. */
export async function collectMail(domain: string, names: Names): Promise<ObservedMail> {
  const clock = inTime(names)
  const { timely } = clock
  try {
    const [mx, txt, atDmarc, caa] = await Promise.all([
      timely.mx(domain),
      timely.txt(domain),
      timely.txt(`_dmarc.${domain}`),
      timely.caa(domain),
    ])
    const spf = only(txt, isSpf)
    return { domain, mx, spf, included: await followed(spf, clock), dmarc: only(atDmarc, isDmarc), caa }
  } finally {
    clock.stop()
  }
}
