import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NumberInput } from '@hub/ui/number-input'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { UserEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { holdsTyped } from '../unsaved.ts'
import { FormDialog } from './form-dialog.tsx'
import type { FormDialogProps } from './form-dialog.tsx'

afterEach(cleanup)

function open(fields: React.ReactNode, onDiscard?: () => void) {
  render(
    <FormDialog
      title="Watch the price"
      submitLabel="Watch"
      pendingLabel="Watching"
      pending={false}
      kept={{ onDiscard }}
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

interface Asked {
  fields?: React.ReactNode
  /** As a form gives it that keeps what is typed. */
  kept?: FormDialogProps['kept']
}

/** A form that can be left, with whether it was. */
function openToLeave({ fields = <Input aria-label="Amount" />, kept }: Asked = {}) {
  const user = userEvent.setup()
  const onClose = vi.fn<() => void>()
  render(
    <FormDialog
      title="Watch the price"
      submitLabel="Watch"
      pendingLabel="Watching"
      pending={false}
      onClose={onClose}
      onSubmit={() => undefined}
      {...(kept && { kept })}
    >
      {fields}
    </FormDialog>,
  )
  return { user, onClose }
}

const question = () => screen.queryByRole('dialog', { name: 'Discard what you typed?' })

describe('a form that holds what somebody typed', () => {
  it.each([
    ['Esc', (user: UserEvent) => user.keyboard('{Escape}')],
    ['Cancel', (user: UserEvent) => user.click(screen.getByRole('button', { name: 'Cancel' }))],
  ])('asks before %s discards it, and keeps it', async (_way, leave) => {
    const { user, onClose } = openToLeave()
    await user.keyboard('12')
    await leave(user)
    await user.click(await screen.findByRole('button', { name: 'Keep editing' }))
    await waitFor(() => expect(question()).toBeNull())
    expect(onClose).not.toHaveBeenCalled()
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Amount' }).value).toBe('12')
  })

  it('is known to hold something as long as it does', async () => {
    const { user } = openToLeave()
    expect(holdsTyped()).toBe(false)
    await user.keyboard('12')
    expect(holdsTyped()).toBe(true)
    await user.keyboard('{Backspace}{Backspace}')
    expect(holdsTyped()).toBe(false)
  })

  it('goes once that is meant', async () => {
    const { user, onClose } = openToLeave()
    await user.keyboard('12{Escape}')
    await user.click(await screen.findByRole('button', { name: 'Discard' }))
    expect(onClose).toHaveBeenCalledOnce()
  })

  it('stays when the question itself is left with Esc', async () => {
    const { user, onClose } = openToLeave()
    await user.keyboard('12{Escape}')
    await screen.findByRole('button', { name: 'Keep editing' })
    await user.keyboard('{Escape}')
    await waitFor(() => expect(question()).toBeNull())
    expect(onClose).not.toHaveBeenCalled()
  })
})

it('is not sent with an amount that cannot be read, and says so', async () => {
  const user = userEvent.setup()
  const onSubmit = vi.fn<() => void>()
  function Tax() {
    const [tax, setTax] = useState<string | null>(null)
    return (
      <Field label="Tax in it" optional>
        <NumberInput decimals={2} value={tax} onValueChange={(next) => setTax(next ?? null)} />
      </Field>
    )
  }
  render(
    <FormDialog
      title="Money paid"
      submitLabel="Record"
      pendingLabel="Recording"
      pending={false}
      onClose={() => undefined}
      onSubmit={onSubmit}
    >
      <Tax />
    </FormDialog>,
  )
  await user.keyboard('4,7x{Enter}')
  expect(onSubmit).not.toHaveBeenCalled()
  expect(screen.getByRole('alert').textContent).toBe('Write a number, such as 12.50.')
  await user.keyboard('{Backspace}')
  expect(screen.queryByRole('alert')).toBeNull()
  await user.keyboard('{Enter}')
  expect(onSubmit).toHaveBeenCalledOnce()
})

describe('a form is left without a question', () => {
  it.each([
    ['nothing was typed', {}, ''],
    ['what was typed is gone again', {}, '1{Backspace}'],
    ['it keeps what was typed', { kept: {} }, '12'],
    ['it holds a password alone', { fields: <Input aria-label="Password" type="password" /> }, 'abc'],
  ])('when %s', async (_when, asked: Asked, typed) => {
    const { user, onClose } = openToLeave(asked)
    await user.keyboard(`${typed}{Escape}`)
    expect(onClose).toHaveBeenCalledOnce()
    expect(question()).toBeNull()
  })
})
