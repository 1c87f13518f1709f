import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { aTask } from '../../testing/a-task.ts'
import { me, openApp, PERSON } from '../../testing/open-app.tsx'
import { standIn } from '../../testing/stand-in.ts'

const task = aTask()
const TASK = task.id
const fileNamed = (name: string, id = TASK) => ({
  id,
  entity: 'ops_task',
  entityId: TASK,
  name,
  kind: 'pdf',
  bytes: 12_000,
  sha256: '0'.repeat(64),
  uploadedByName: 'Ana',
  createdAt: '2026-11-20T08:00:00.000Z',
})

let files: ReturnType<typeof fileNamed>[]
let sent: { address: URL; org: string | null }[]
let status: number
const hub = standIn({
  'auth.me': () => me,
  'organizations.members.list': () => ({ items: [], nextCursor: null }),
  'modules.ops.tasks.list': () => ({ items: [], nextCursor: null }),
  'modules.ops.tasks.get': () => task,
  'modules.ops.tasks.comments.list': () => ({ items: [], nextCursor: null }),
  'files.list': () => ({ items: files, nextCursor: null }),
  'files.remove': () => {
    files = []
    return { done: true }
  },
})

beforeAll(() => hub.server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => hub.server.close())

let app: ReturnType<typeof openApp>
beforeEach(() => {
  files = [fileNamed('Offer.pdf')]
  sent = []
  status = 200
  hub.server.use(
    http.post('*/files', ({ request }) => {
      const address = new URL(request.url)
      sent.push({ address, org: request.headers.get('x-hub-org') })
      if (status !== 200)
        return HttpResponse.json(
          { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'This file is no PDF.', requestId: 'r' },
          { status },
        )
      files = [fileNamed(address.searchParams.get('name') ?? '', PERSON), ...files]
      return HttpResponse.json(files[0])
    }),
  )
  app = openApp(`/o/tide-fennel/tasks?task=${TASK}`)
})
afterEach(() => {
  app.close()
  cleanup()
  hub.server.resetHandlers()
})

const listed = () => screen.findByRole('list', { name: 'Files' })
const drop = () => screen.findByLabelText('Drop files here, or choose them')
const pdf = (name: string) => new File(['%PDF-1.7'], name, { type: 'application/pdf' })

it('a file of a task is a link that saves it', async () => {
  const link = await within(await listed()).findByRole('link', { name: 'Offer.pdf' })
  expect([link.getAttribute('href'), link.getAttribute('download')]).toEqual([
    `/files/tide-fennel/${TASK}`,
    'Offer.pdf',
  ])
})

it('a chosen file is sent for this task and organization, and stands in the list', async () => {
  await userEvent.upload(await drop(), pdf('Plan ü.pdf'))
  await within(await listed()).findByRole('link', { name: 'Plan ü.pdf' })
  const [{ address, org } = { address: new URL('http://x'), org: '' }] = sent
  expect(Object.fromEntries(address.searchParams)).toEqual({
    entity: 'ops_task',
    entityId: TASK,
    name: 'Plan ü.pdf',
  })
  expect(org).toBe('tide-fennel')
  await waitFor(() => expect(screen.queryByText('Plan ü.pdf', { selector: 'span.truncate' })).toBeNull())
})

it('a refusal stands with its file, which can be sent again with the same key', async () => {
  status = 415
  await userEvent.upload(await drop(), pdf('Plan.pdf'))
  await screen.findByText('This file is no PDF.')
  status = 200
  await userEvent.click(screen.getByRole('button', { name: 'Send Plan.pdf again' }))
  await within(await listed()).findByRole('link', { name: 'Plan.pdf' })
  expect(sent).toHaveLength(2)
})

it('what is too large or of another kind is not sent at all', async () => {
  await userEvent.upload(await drop(), [new File(['x'], 'setup.exe')], { applyAccept: false })
  await screen.findByText(/setup\.exe is not of a kind that can be read here/)
  expect(sent).toEqual([])
})

it('a file is removed after a question that names it', async () => {
  await userEvent.click(await screen.findByRole('button', { name: 'Remove Offer.pdf' }))
  const dialog = await screen.findByRole('dialog', { name: 'Remove “Offer.pdf”?' })
  await userEvent.click(within(dialog).getByRole('button', { name: 'Remove' }))
  await screen.findByText('No files yet.')
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Files' })))
  expect(hub.calls.filter(({ path }) => path === 'files.remove')).toMatchObject([{ input: { id: TASK } }])
})
