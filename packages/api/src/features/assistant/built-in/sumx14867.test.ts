import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, afterAll, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { stopAnswers } from '../run.ts'
import { say } from '../testing.ts'
import { NOW } from './testing/firm.ts'
import { openRoastery, roasteryNames } from './testing/roastery.ts'
import { everydayNames, openEverydayFirm } from './testing/everyday.ts'
import { bookNames, openBookkeeping } from './testing/books.ts'
import { dataNames, openDataFirm } from './testing/data.ts'
import { connectionNames, openConnectorsFirm } from './testing/connectors.ts'
import { openPricesFirm, priceNames } from './testing/prices.ts'
import { openWebsitesFirm, websiteNames } from './testing/websites.ts'
import { openTravelFirm, travelNames } from './testing/travel.ts'
import { judge } from './testing/judge.ts'
import { groundsOf } from './testing/score.ts'
import { understand } from './understand/understand.ts'
import { candidatesFor } from './understand/candidates.ts'

const scenes: Record<string, { open: any; names: any }> = {
  hub: { open: openRoastery, names: roasteryNames },
  everyday: { open: openEverydayFirm, names: everydayNames },
  books: { open: openBookkeeping, names: bookNames },
  data: { open: openDataFirm, names: dataNames },
  connectors: { open: openConnectorsFirm, names: connectionNames },
  prices: { open: openPricesFirm, names: priceNames },
  websites: { open: openWebsitesFirm, names: websiteNames },
  travel: { open: openTravelFirm, names: travelNames },
}
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => NOW })
  await say((await openRoastery(hub)).org.api, 'hello')
}, 180_000)
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.stop()
})
const told = (outcome: any, nameOf: any): string => {
  const b = outcome.beside ? ' BESIDE ' + outcome.beside.choices.map((c: any) => c.path).join(', ') : ''
  if (outcome.kind === 'offer')
    return `offer: ${outcome.offer.choices.map(({ path }: any) => path).join(', ')}`
  if (outcome.kind === 'ask') return `ask: ${outcome.draft.path} “${outcome.question}”`
  if (outcome.kind === 'byHand') return `byHand: ${outcome.act.path}` + b
  if (outcome.kind === 'help' && outcome.guide) return 'help: ' + outcome.guide.title + b
  if (outcome.kind !== 'calls') return outcome.kind + b
  const named = (_: string, value: any) => (typeof value === 'string' && nameOf(value)) || value
  return (
    outcome.calls.map(({ act, input }: any) => `${act.path} ${JSON.stringify(input, named)}`).join(' + ') + b
  )
}
const SETS = (process.env['SETS'] ?? '').split(' ').filter(Boolean)
test('sum', async () => {
  const all: any[] = []
  for (const spec of SETS) {
    const [family = '', file = ''] = spec.split(':')
    const { open, names } = scenes[family]!
    const place = { hub, open: () => open(hub), names: (firm: any) => names(hub, firm) }
    const path = existsSync(file) ? file : new URL(`testing/${file}.json`, import.meta.url)
    const sentences = JSON.parse(readFileSync(path, 'utf8'))
    const groundFor = await (groundsOf as any)(place)
    for (const sentence of sentences) {
      const { world, names: called } = await groundFor(sentence)
      let outcome: any
      try {
        outcome = await understand(sentence.say, world)
      } catch (e) {
        outcome = { kind: 'ERROR ' + String(e) }
      }
      const verdict = judge(sentence, { hub: hub.hub, outcome, nameOf: (id: string) => called.get(id) ?? id })
      const cands = process.env['CANDS']
        ? (await candidatesFor(sentence.say, world)).candidates
            .slice(0, 6)
            .map(
              (c: any) =>
                `${c.fit?.act.path ?? c.name} ch ${c.chance.toFixed(2)} sh ${c.share.toFixed(2)} cost ${c.fit?.cost.toFixed(2)} left ${c.fit?.leftover}`,
            )
        : undefined
      all.push({
        set: file.split('/').pop()!.replace('.json', ''),
        ...sentence,
        ...verdict,
        told: told(outcome, (id: string) => called.get(id)),
        cands,
      })
    }
  }
  writeFileSync(process.env['OUT']!, JSON.stringify(all, null, 1))
}, 3_000_000)
