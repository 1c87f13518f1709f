import { cleanup, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { me, openApp } from '../../../../../testing/open-app.tsx'
import { standIn } from '../../../../../testing/stand-in.ts'

const bookkeeper = {
  ...me,
  organizations: me.organizations.map((one) => ({
    ...one,
    permissions: [...one.permissions, 'accounting.book.read', 'accounting.book.manage'],
  })),
}
const hub = standIn({
  'auth.me': () => bookkeeper,
  'modules.accounting.book.get': () => ({ book: null }),
})

let app: ReturnType<typeof openApp> | undefined
beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
beforeEach(() => sessionStorage.clear())
afterEach(() => {
  app?.close()
  cleanup()
})
afterAll(() => hub.server.close())

it('a field that is mended is wrong no longer, and the others stay as they are', async () => {
  const user = userEvent.setup()
  app = openApp('/o/tide-fennel/accounting')
  await user.type(await screen.findByLabelText(/^Rates you charge/), 'much')
  await user.click(screen.getByRole('button', { name: 'Set up the books' }))
  expect(await screen.findByText('Choose a country.')).toBeDefined()
  await user.selectOptions(screen.getByLabelText('Country'), 'Ireland')
  expect(screen.queryByText('Choose a country.')).toBeNull()
  expect(screen.getByText('Write the rates as 23, 13.5.')).toBeDefined()
})

it('what was filled in is there again when the page is opened again', async () => {
  const user = userEvent.setup()
  app = openApp('/o/tide-fennel/accounting')
  await user.selectOptions(await screen.findByLabelText('Country'), 'Ireland')
  app.close()
  cleanup()
  app = openApp('/o/tide-fennel/accounting')
  expect((await screen.findByLabelText<HTMLSelectElement>('Country')).value).toBe('IE')
  await user.click(screen.getByRole('button', { name: 'Discard it' }))
  expect(screen.getByLabelText<HTMLSelectElement>('Country').value).toBe('')
})
