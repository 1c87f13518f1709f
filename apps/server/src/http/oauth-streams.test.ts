import type { TestOrg } from '@hub/api/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveAuthorization } from '../testing/authorization-hub.ts'
import { announcing, listening } from '../testing/member-doors.ts'
import { oauthClient } from '../testing/oauth-client.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
let org: TestOrg
beforeAll(async () => {
  hub = await serveAuthorization(announcing)
  org = await hub.newOrg()
})
afterAll(() => hub.stop())

test(
  'a grant that is revoked ends the stream its client listens to within five seconds',
  { timeout: 20_000 },
  async () => {
    const { access_token: token } = await oauthClient(hub).tokensFor({ org })
    const stream = await hub.request('/mcp', listening(token))
    expect(stream.status).toBe(200)
    const ended = stream.text().then(
      () => Date.now(),
      () => Date.now(),
    )
    const still = new Promise((resolve) => setTimeout(resolve, 6_000, 'open'))
    expect(await Promise.race([ended, still])).toBe('open')
    const { items } = await org.api.auth.grants.list({})
    await org.api.auth.grants.revoke({ id: items[0]?.id ?? '' })
    const revokedAt = Date.now()
    expect((await ended) - revokedAt).toBeLessThan(6_000)
  },
)
