import type { SubmitEventHandler } from 'react'
import { expect, test, vi } from 'vitest'

import { Button } from './button.tsx'
import { render, screen, userEvent } from './testing.ts'

test('a pending button ignores clicks and stays focusable', async () => {
  const onClick = vi.fn<() => void>()
  render(
    <Button pending pendingLabel="Saving" onClick={onClick}>
      Save
    </Button>,
  )
  const button = screen.getByRole('button', { name: 'Saving' })
  await userEvent.click(button)
  await userEvent.keyboard('{Enter}')
  expect(onClick).not.toHaveBeenCalled()
  expect(button).toHaveFocus()
  expect(button).toHaveAttribute('aria-busy', 'true')
})

test('a pending submit button does not send the form a second time', async () => {
  const onSubmit = vi.fn<SubmitEventHandler>((event) => event.preventDefault())
  const form = (pending: boolean) => (
    <form onSubmit={onSubmit}>
      <input aria-label="Name" />
      <Button type="submit" pending={pending}>
        Save
      </Button>
    </form>
  )
  const { rerender } = render(form(false))
  await userEvent.click(screen.getByRole('button'))
  rerender(form(true))
  await userEvent.click(screen.getByRole('button'))
  await userEvent.type(screen.getByLabelText('Name'), '{Enter}')
  expect(onSubmit).toHaveBeenCalledTimes(1)
})

test('a button with a link to render is a link', () => {
  render(<Button render={<a href="/credits" />}>Credits</Button>)
  const link = screen.getByRole('link', { name: 'Credits' })
  expect(link).toHaveAttribute('href', '/credits')
  expect(link).not.toHaveAttribute('type')
})

test('a button outside of a form submits nothing by itself', () => {
  render(<Button>Open</Button>)
  expect(screen.getByRole('button')).toHaveAttribute('type', 'button')
})
