import '@testing-library/jest-dom/vitest'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { me } from '../../../../../testing/open-app.tsx'
import { refuse } from '../../../../../testing/stand-in.ts'
import type { ListedSite } from './security-types.ts'

const ID = '01a1f859-d525-702e-874d-6f9b61ee33cc'
const OTHER = '01a1f859-d525-702e-874d-6f9b61ee33cd'
const AT = '2026-11-20T09:00:00.000Z'

const shop: ListedSite = {
  id: ID,
  host: 'tideandfennel.example',
  proof: 'dns',
  provedAt: AT,
  score: 82,
  grade: 'B+',
  wasGrade: null,
  toMend: { high: 1, medium: 0, low: 3 },
  muted: 2,
  scannedAt: AT,
  createdAt: AT,
  updatedAt: AT,
  version: 1,
}
const blog: ListedSite = {
  ...shop,
  id: OTHER,
  host: 'blog.example',
  proof: null,
  provedAt: null,
  score: null,
  grade: null,
  toMend: { high: 0, medium: 0, low: 0 },
  muted: 0,
  scannedAt: null,
}

const reader = ['security.site.read', 'organization.read']
const allowed = (permissions: string[]) => () => ({
  ...me,
  organizations: me.organizations.map((organization) => ({ ...organization, permissions })),
})

const page = (items: ListedSite[]) => () => ({ items, nextCursor: null })
const hub = appOnHub({
  'auth.me': allowed([...reader, 'security.scan.write', 'job.read']),
  'jobs.list': page([]),
  'modules.security.sites.list': page([shop, blog]),
})

const show = (items: ListedSite[]) => hub.procedures.set('modules.security.sites.list', page(items))
const open = (search = '') => hub.open(`/o/tide-fennel/security${search}`)
const sent = hub.inputs
const rowOf = async (host: string) => {
  const row = (await screen.findByRole('link', { name: host })).closest('li')
  if (!row) throw new Error(`${host} stands in no list.`)
  return within(row)
}

describe('the page of websites (SEC-1)', () => {
  it('shows how each one stands, and what a scan of it costs', async () => {
    open()
    const known = await rowOf(shop.host)
    expect(known.getByText(/82 of 100, good\./)).toBeVisible()
    expect(known.getByText('Proved to be yours')).toBeVisible()
    expect(known.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['1 high', '3 low'])
    expect(known.getByText('2 muted')).toBeVisible()
    expect(known.getByText('1.00 credits')).toBeVisible()
    const fresh = await rowOf(blog.host)
    expect(fresh.getByText('Not scanned yet')).toBeVisible()
    expect(fresh.getByText('Not proved to be yours')).toBeVisible()
    expect(fresh.getByText('0.20 credits')).toBeVisible()
    expect(fresh.queryByText(/to mend/i)).toBeNull()
  })

  it('has no acts for whoever may only look, and says who could', async () => {
    hub.procedures.set('auth.me', allowed(reader))
    show([])
    open()
    expect(await screen.findByText(/Somebody who may scan websites can add/)).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Add a website' })).toBeNull()
  })

  it('scans one website in its row', async () => {
    let status = 'running'
    hub.procedures.set('modules.security.scans.start', () => ({ jobId: ID }))
    hub.procedures.set('jobs.get', () => ({ id: ID, status, done: 1, total: 2, note: null, error: null }))
    open()
    const row = await rowOf(blog.host)
    await userEvent.click(row.getByRole('button', { name: 'Scan: blog.example' }))
    expect(await row.findByText('50%')).toBeVisible()
    expect((await rowOf(shop.host)).queryByText('50%')).toBeNull()
    status = 'done'
    expect(await screen.findByText('blog.example was scanned.')).toBeVisible()
    expect(sent('modules.security.scans.start')).toMatchObject([{ siteId: OTHER, kind: 'quick' }])
  })

  it('says why a scan was given up', async () => {
    hub.procedures.set('modules.security.scans.start', () => ({ jobId: ID }))
    hub.procedures.set('jobs.get', () => ({
      id: ID,
      status: 'dead',
      done: 0,
      total: null,
      note: null,
      error: { code: 'CONFLICT', message: 'Prove it again for a full scan.' },
    }))
    open()
    await userEvent.click((await rowOf(shop.host)).getByRole('button'))
    expect(await screen.findByText('Prove it again for a full scan.')).toBeVisible()
  })

  it('adds one, and tells of a bad name at its field', async () => {
    show([])
    hub.procedures.set('modules.security.sites.add', () => {
      throw refuse('BAD_REQUEST', 'address: Write the whole name.', [
        { path: 'address', message: 'Write the whole name.' },
      ])
    })
    const { router } = open()
    await userEvent.click(await screen.findByRole('button', { name: 'Add a website' }))
    const field = await screen.findByLabelText('Website')
    await userEvent.type(field, 'localhost{Enter}')
    expect(await screen.findByText('Write the whole name.')).toBeVisible()
    expect(field).toHaveAttribute('aria-invalid', 'true')
    hub.procedures.set('modules.security.sites.add', () => blog)
    await userEvent.clear(field)
    await userEvent.type(field, 'https://blog.example/about{Enter}')
    await expect.poll(() => router.state.location.pathname).toBe(`/o/tide-fennel/security/${OTHER}`)
    expect(sent('modules.security.sites.add').at(-1)).toMatchObject({ address: 'https://blog.example/about' })
  })

  it('leads a notice of a finding on to its website', async () => {
    hub.procedures.set('modules.security.findings.get', () => ({ id: ID, siteId: OTHER }))
    const { router } = open(`?finding=${ID}`)
    await expect.poll(() => router.state.location.pathname).toBe(`/o/tide-fennel/security/${OTHER}`)
    expect(router.state.location.search).toEqual({ finding: ID })
  })

  it('says so when a finding is gone', async () => {
    hub.procedures.set('modules.security.findings.get', () => {
      throw refuse('NOT_FOUND', 'It was removed.')
    })
    open(`?finding=${ID}`)
    expect(await screen.findByText('It was removed.')).toBeVisible()
  })
})
