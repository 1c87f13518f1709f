import { expect, test } from 'vitest'
import { asked } from '../../../testing/asked.ts'
import { startHub } from '../../../testing/index.ts'
import { worstCaseMicro } from '../../../platform/credits/price-book.ts'

test('a scan costs what is said of it before: a quick one, where no kind is said', async () => {
  const hub = await startHub()
  try {
    const org = await hub.newOrg()
    const { id: siteId } = await org.api.modules.security.sites.add({ address: 'tideandfennel.example' })
    const by = { door: 'assistant', driver: 'built-in' } as const
    const id = await asked(org.as(by).modules.security.scans.start({ siteId }))
    const card = await org.api.approvals.get({ id })
    const { meta } = hub.hub.catalog.entries.find(({ path }) => path === 'modules.security.scans.start') ?? {}
    expect(card.priceMicro).toBe(200_000)
    expect(meta && worstCaseMicro(meta, by, { siteId })).toBe(card.priceMicro)
    expect(meta && worstCaseMicro(meta, by, { siteId, kind: 'full' })).toBe(1_000_000)
  } finally {
    await hub.stop()
  }
})
