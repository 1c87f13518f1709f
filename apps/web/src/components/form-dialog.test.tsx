import { Input } from '@hub/ui/input'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { FormDialog } from './form-dialog.tsx'

afterEach(cleanup)

function open(fields: React.ReactNode, onDiscard?: () => void) {
  render(
    <FormDialog
      title="Watch the price"
      submitLabel="Watch"
      pendingLabel="Watching"
      pending={false}
      onDiscard={onDiscard}
      onClose={() => undefined}
      onSubmit={() => undefined}
    >
      {fields}
    </FormDialog>,
  )
}

it('has the focus in its first field as it appears, so nothing typed at once is lost', () => {
  open(
    <>
      <Input aria-label="Fixed" disabled />
      <Input aria-label="Amount" />
      <Input aria-label="Reason" />
    </>,
  )
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Amount' }))
})

it('leaves the focus to a field that asks for it', () => {
  open(
    <>
      <Input aria-label="Amount" />
      <Input aria-label="Reason" autoFocus />
    </>,
  )
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Reason' }))
})

it('goes past the button that gives up what was restored', () => {
  open(<Input aria-label="Amount" />, () => undefined)
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Amount' }))
})

it('stands on the choice that is made, not on the first one', () => {
  open(
    <>
      <input type="radio" name=":r1:" aria-label="Member" />
      <input type="radio" name=":r1:" aria-label="Viewer" defaultChecked />
    </>,
  )
  expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Viewer' }))
})
