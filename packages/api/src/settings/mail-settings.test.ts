import { expect, test } from 'vitest'
import { mailFields } from './mail-settings.ts'

const isTaken = (value: string): boolean => mailFields.MAIL_FROM.safeParse(value).success

test.each(['hub@example.com', 'Smart AI Hub <hub@example.com>', 'hub@localhost'])(
  'mail comes from an address, with a name before it or without: %s',
  (sender) => expect(isTaken(sender)).toBe(true),
)

test.each(['@', 'hub@', '@example.com', 'a b@example.com', 'Hub <@>', 'hub.example.com'])(
  'mail does not come from what is no address: %s',
  (sender) => expect(isTaken(sender)).toBe(false),
)
