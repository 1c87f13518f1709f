import { afterAll, beforeAll, expect, test } from 'vitest'
import { issueKey } from '@hub/api/testing'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

let hub: ServedHub
beforeAll(async () => void (hub = await serveHub()))
afterAll(() => hub.stop())

const FORM = [
  '--a-b',
  'Content-Disposition: form-data; name="file"; filename="note.txt"',
  '',
  'hello',
  '--a-b--',
  '',
].join('\r\n')

async function sendTo(type: string) {
  const { orgId, owner, api } = await hub.newOrg()
  const { id: entityId } = await api.modules.ops.tasks.create({ title: 'Fix the seal' })
  const { text } = await issueKey(hub.hub, { orgId, userId: owner.userId })
  const answer = await hub.request(`/api/v1/files?entity=ops_task&entityId=${entityId}&name=note.txt`, {
    method: 'POST',
    headers: { authorization: `Bearer ${text}`, 'content-type': type },
    body: FORM,
  })
  return { answer: await answer.json(), kept: (await api.files.list({})).items.length }
}

test.each(['multipart/form-data; boundary=a-b', 'Multipart/Form-Data; charset=utf-8; boundary="a-b"'])(
  'a form is not kept in the place of the file in it: %s',
  async (type) => {
    expect(await sendTo(type)).toMatchObject({
      answer: { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Send the file as it is, not inside a form.' },
      kept: 0,
    })
  },
)

test.each(['text/plain', 'multipart/form-data', 'multipart/form-data; boundary=other'])(
  'what only looks like one is kept: %s',
  async (type) => {
    expect(await sendTo(type)).toMatchObject({ answer: { name: 'note.txt', bytes: FORM.length }, kept: 1 })
  },
)
