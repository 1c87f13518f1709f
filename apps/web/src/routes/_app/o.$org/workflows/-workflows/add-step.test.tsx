import '@testing-library/jest-dom/vitest'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { AddStep } from './add-step.tsx'

afterEach(cleanup)

it('arrow keys go along the kinds of steps and stop at the ends', async () => {
  const onChoose = vi.fn<() => void>()
  render(<AddStep onChoose={onChoose} onClose={() => {}} />)
  const kinds = screen.getAllByRole('listitem').map((item) => item.querySelector('button'))
  await waitFor(() => expect(kinds[0]).toHaveFocus())
  await userEvent.keyboard('{ArrowDown}{ArrowRight}')
  expect(kinds[2]).toHaveFocus()
  await userEvent.keyboard('{ArrowUp}{ArrowLeft}{ArrowLeft}')
  expect(kinds[0]).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  expect(onChoose).toHaveBeenCalledExactlyOnceWith('send_email')
})
