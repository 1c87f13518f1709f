import { afterAll, beforeAll, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

let count = 0
const strangers = (many: number) =>
  Array.from({ length: many }, () => `stranger-${(count += 1)}@example.test`).join(', ')
const mail = ({ api }: Pick<TestOrg, 'api'>, to: string) =>
  api.workflows.actions.sendEmail({ to, subject: 'Look', text: 'Look at this.' })
const tooMany = (words: string) => ({
  code: 'TOO_MANY_REQUESTS',
  message: expect.stringMatching(new RegExp(`${words}.* Ready again in `)),
})

test('nobody’s mailbox is filled, whoever sends, and by whatever spelling', async () => {
  const to = strangers(1)
  for (let n = 0; n < 50; n += 1) await mail(await hub.newOrg(), n % 2 === 0 ? to : to.toUpperCase())
  await expect(mail(await hub.newOrg(), to)).rejects.toMatchObject(tooMany('This address'))
})

test('one that is refused counts for none of those it was for', async () => {
  const [org, full, free] = [await hub.newOrg(), strangers(1), strangers(1)]
  for (let n = 0; n < 50; n += 1) await mail(org, full)
  for (let n = 0; n < 60; n += 1)
    await expect(mail(org, `${free}, ${full}`)).rejects.toMatchObject(tooMany(''))
  await expect(mail(org, free)).resolves.toMatchObject({ sentTo: [free] })
})

test('whoever founds another organization sends no more by that', async () => {
  const org = await hub.newOrg()
  const { slug } = await org.api.organizations.create({ name: 'Another' })
  const there = { api: org.as({ org: slug }) }
  for (let n = 0; n < 50; n += 1) await mail(n % 2 === 0 ? org : there, strangers(20))
  await expect(mail(there, strangers(1))).rejects.toMatchObject(tooMany('You have sent'))
})

test('an organization tells its own people as often as it likes', async () => {
  const org = await hub.newOrg()
  for (let n = 0; n < 55; n += 1)
    await expect(mail(org, org.owner.email)).resolves.toMatchObject({ sentTo: [org.owner.email] })
})
