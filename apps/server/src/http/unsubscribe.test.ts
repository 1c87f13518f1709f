import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendDueMails } from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

const KIND = 'ops.task.assigned'

let hub: ServedHub
beforeAll(async () => {
  hub = await serveHub()
})
afterAll(() => hub.stop())

type Member = Awaited<ReturnType<TestOrg['join']>>

/** Somebody who was mailed about a task, and the link in that mail. */
async function mailed(): Promise<{ path: string; member: Member }> {
  const org = await hub.newOrg()
  const member = await org.join('member')
  await member.api.notifications.preferences.set({ kinds: [{ kind: KIND, inApp: true, mail: 'now' }] })
  await org.api.modules.ops.tasks.create({ title: 'Seal <b>boxes</b>', assigneeId: member.userId })
  await hub.deliver()
  await sendDueMails(hub.hub)
  await hub.deliver()
  const mail = hub.mails.find(({ to }) => to === member.email)
  return { path: new URL(mail?.unsubscribe?.url ?? '').pathname, member }
}

const wayOf = async ({ api }: Member) => {
  const { kinds } = await api.notifications.preferences.get({})
  return kinds.find(({ kind }) => kind === KIND)?.mail
}

test('following the link asks, and changes nothing (NTF-7)', async () => {
  const { path, member } = await mailed()
  const answer = await hub.request(path)
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(await answer.text()).toContain('<form method="post">')
  expect(await wayOf(member)).toBe('now')
})

test.each([
  [
    'a mail program (RFC 8058)',
    { 'content-type': 'application/x-www-form-urlencoded' },
    'List-Unsubscribe=One-Click',
  ],
  ['the button on the page', { 'content-type': 'application/x-www-form-urlencoded' }, ''],
  ['one that sends nothing at all', {}, undefined],
])(
  'a press in %s ends those mails, without a sign-in, a cookie or a header of ours',
  async (_who, headers, body) => {
    const { path, member } = await mailed()
    for (let press = 0; press < 2; press += 1) {
      const answer = await hub.request(path, { method: 'POST', headers, ...(body !== undefined && { body }) })
      expect(answer.status).toBe(200)
      expect(answer.headers.get('set-cookie')).toBeNull()
    }
    expect(await wayOf(member)).toBe('off')
  },
)

test('a link that was not made here is told so in words, on a page that shows nothing of the address', async () => {
  for (const method of ['GET', 'POST']) {
    const answer = await hub.request(`/unsubscribe/${encodeURIComponent('<script>')}/abc`, { method })
    expect(answer.status).toBe(404)
    const page = await answer.text()
    expect(page).toContain('This link does not work')
    expect(page).not.toContain('script')
  }
})
