import '@testing-library/jest-dom/vitest'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import type { Procedure } from '../../../../../testing/stand-in.ts'
import { SITE, AT, site, siteAnswers } from './testing-site.ts'

const hub = appOnHub(siteAnswers)

function answer(procedures: Record<string, Procedure>): void {
  for (const [path, procedure] of Object.entries(procedures)) hub.procedures.set(path, procedure)
}
const open = (search = '') => hub.open(`/o/tide-fennel/security/${SITE}${search}`)
const sent = hub.inputs

describe('whose a website is (SEC-1)', () => {
  const stranger = { ...site, proof: null, provedAt: null, schedule: null }

  it('is proved in one of three ways, and told where it was not found', async () => {
    answer({
      'modules.security.sites.get': () => stranger,
      'modules.security.sites.prove': () => ({ ...stranger, proofNote: 'The proof was not found.' }),
    })
    open()
    expect(await screen.findByText('Prove first that the website is yours.')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Prove that it is yours' }))
    const dialog = within(await screen.findByRole('dialog', { name: `Prove that ${site.host} is yours` }))
    expect(dialog.getByText(site.howToProve.dns.name)).toBeVisible()
    expect(dialog.getByText(site.howToProve.file.address)).toBeVisible()
    expect(dialog.getByText(site.howToProve.meta.tag)).toBeVisible()
    await userEvent.click(dialog.getByRole('button', { name: 'Check now' }))
    expect(await dialog.findByText('The proof was not found.')).toBeVisible()
    answer({ 'modules.security.sites.prove': () => site })
    await userEvent.click(dialog.getByRole('button', { name: 'Check now' }))
    expect(await screen.findByText(`${site.host} is proved to be yours.`)).toBeVisible()
    expect(screen.queryByRole('dialog', { name: /^Prove that/ })).toBeNull()
  })

  it('says why its weekly scan is held', async () => {
    const schedule = { kind: 'full', weekday: 3, nextAt: AT, held: 'There are not enough credits.' }
    answer({ 'modules.security.sites.get': () => ({ ...site, schedule }) })
    open()
    expect(await screen.findByText('There are not enough credits.')).toBeVisible()
    expect(screen.getByText(/Every Wednesday it is scanned again, which is held just now\./)).toBeVisible()
  })

  it('is removed once it was confirmed, and its page left', async () => {
    answer({
      'modules.security.sites.remove': () => ({ ok: true }),
      'modules.security.sites.list': () => ({ items: [], nextCursor: null }),
    })
    const { router } = open()
    await userEvent.click(await screen.findByRole('button', { name: 'Remove website' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Remove' }))
    await expect.poll(() => router.state.location.pathname).toBe('/o/tide-fennel/security')
    expect(sent('modules.security.sites.remove')).toMatchObject([{ id: SITE }])
    expect(await screen.findByText('No websites yet')).toBeVisible()
  })
})
