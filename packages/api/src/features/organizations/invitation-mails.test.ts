import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'

const DAY_MS = 24 * 3600 * 1000

let now = new Date()
let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ now: () => now })
})
beforeEach(() => {
  now = new Date()
})
afterAll(() => hub.stop())

let count = 0
const newAddress = () => `mailbox-${(count += 1)}@example.test`
const invite = (from: Pick<TestOrg, 'api'>, email: string) =>
  from.api.organizations.invitations.create({ email, role: 'viewer' })
const mailsTo = async (email: string) => {
  await hub.deliver()
  return hub.mails.filter(({ to }) => to === email)
}
const tooMany = (words: string) => ({
  code: 'TOO_MANY_REQUESTS',
  message: expect.stringMatching(new RegExp(`${words}.* Ready again in 24 hours`)),
})

describe('invitations fill nobody’s mailbox (AUTH-12)', () => {
  test('one address gets five a day, whoever sends them', async () => {
    const email = newAddress()
    for (let n = 0; n < 5; n += 1) await invite(await hub.newOrg(), email)
    const sixth = await hub.newOrg()
    await expect(invite(sixth, email)).rejects.toMatchObject(tooMany('This address'))
    expect(await mailsTo(email)).toHaveLength(5)
    now = new Date(now.getTime() + DAY_MS + 1)
    await expect(invite(sixth, email)).resolves.toMatchObject({ email })
  })

  test('sending again counts like sending, also twenty times at once', async () => {
    const org = await hub.newOrg()
    const email = newAddress()
    const { id } = await invite(org, email)
    const again = await Promise.allSettled(
      Array.from({ length: 20 }, () => org.api.organizations.invitations.resend({ id })),
    )
    expect(again.filter(({ status }) => status === 'fulfilled')).toHaveLength(4)
    expect(await mailsTo(email)).toHaveLength(5)
  })

  test('one person sends fifty a day, in all their organizations', async () => {
    const [org, other] = [await hub.newOrg(), await hub.newOrg()]
    await hub.hub.db.system
      .insertInto('organizationMember')
      .values({ id: crypto.randomUUID(), orgId: other.orgId, userId: org.owner.userId, role: 'admin' })
      .execute()
    const there = { api: org.as({ org: other.slug }) }
    for (let n = 0; n < 50; n += 1) await invite(n % 2 === 0 ? org : there, newAddress())
    await expect(invite(there, newAddress())).rejects.toMatchObject(tooMany('You have sent'))
    await expect(invite(other, newAddress())).resolves.toBeDefined()
  })

  test('one organization sends a hundred a day; what is refused counts for nobody', async () => {
    const org = await hub.newOrg()
    const admins = [org, await org.join('admin'), await org.join('admin')]
    const email = newAddress()
    for (let n = 0; n < 100; n += 1) await invite(admins[n % 3] ?? org, newAddress())
    for (const admin of admins)
      await expect(invite(admin, email)).rejects.toMatchObject(tooMany('This organization'))
    expect(await mailsTo(email)).toEqual([])
    const counted = await hub.hub.db.system
      .selectFrom('authLimit')
      .select('points')
      .where('subject', 'in', [email, org.orgId])
      .execute()
    expect(counted).toEqual([{ points: 100 }])
  })
})

describe('invitations carry no words of a stranger that lead anywhere', () => {
  const addresses = [
    'pay now at evil-pay.com',
    'evil-pay.com/invoice',
    'Write to boss@evil-pay.example',
    'https://evil-pay',
    'www evil-pay',
    'Call 203.0.113.9',
    'evil-pay．com',
    'evil-pay。com',
    'evil-pay\u200B.\u00ADcom',
    'bücher.example',
  ]
  test.each(addresses)('"%s" is a name of nothing and nobody', async (name) => {
    const { api } = await hub.newOrg()
    const issues = expect.arrayContaining([expect.objectContaining({ path: 'name' })])
    const refused = { code: 'BAD_REQUEST', details: { issues } }
    await expect(api.organizations.create({ name })).rejects.toMatchObject(refused)
    await expect(api.organizations.update({ name })).rejects.toMatchObject(refused)
    await expect(api.auth.updateProfile({ name })).rejects.toMatchObject(refused)
  })

  test.each(['J. R. R. Tolkien', 'J.R.R. Tolkien', 'St. Gallen & Co.', 'Studio @ Home', 'No. 7', 'Café 2.0'])(
    '"%s" is a name',
    async (name) => {
      const { api } = await hub.newOrg()
      await expect(api.organizations.update({ name })).resolves.toMatchObject({ name })
    },
  )

  test('a name from before that rule sends no invitation until it is changed', async () => {
    const org = await hub.newOrg()
    const email = newAddress()
    const { id } = await invite(org, email)
    await hub.hub.db.system
      .updateTable('organization')
      .set({ name: 'pay now at evil-pay.com' })
      .where('id', '=', org.orgId)
      .execute()
    const refused = { code: 'CONFLICT', message: expect.stringContaining('Change that name first') }
    await expect(invite(org, newAddress())).rejects.toMatchObject(refused)
    await expect(org.api.organizations.invitations.resend({ id })).rejects.toMatchObject(refused)
    await org.api.organizations.update({ name: 'Altamira' })
    await expect(invite(org, newAddress())).resolves.toBeDefined()
  })

  test('their subject begins with the name of the hub', async () => {
    const org = await hub.newOrg()
    const email = newAddress()
    await invite(org, email)
    expect((await mailsTo(email)).map(({ subject }) => subject)).toEqual([
      `Smart AI Hub: ${org.owner.name} invites you to Company of ${org.owner.name}`,
    ])
  })
})
