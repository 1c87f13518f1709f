import { fireEvent } from '@testing-library/react'
import { expect, test } from 'vitest'

import { Avatar, initialsOf } from './avatar.tsx'
import { render, screen } from './testing.ts'

test('a picture stands over the letters and is not read out a second time', () => {
  const { container } = render(<Avatar name="Maeve Brannigan" src="/avatars/a.webp" />)
  expect(screen.getByRole('img', { name: 'Maeve Brannigan' })).toHaveTextContent('MB')
  expect(container.querySelector('img')).toHaveAttribute('alt', '')
})

test('a picture that cannot be shown leaves the letters, and the next one is tried again', () => {
  const { container, rerender } = render(<Avatar name="Maeve Brannigan" src="/avatars/a.webp" decorative />)
  fireEvent.error(container.querySelector('img') ?? container)
  expect(container.querySelector('img')).toBeNull()
  expect(container).toHaveTextContent('MB')
  rerender(<Avatar name="Maeve Brannigan" src="/avatars/b.webp" decorative />)
  expect(container.querySelector('img')).toHaveAttribute('src', '/avatars/b.webp')
})

test.each([
  ['Maeve Brannigan', 'MB'],
  ['Tide & Fennel', 'TF'],
  ['hub', 'HU'],
  ['Ana Maria de la Cruz', 'AC'],
  ['éva', 'ÉV'],
  ['𠮷田 花', '𠮷花'],
  ['  ', ''],
])('the initials of "%s" are "%s"', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})
