import { describe, expect, test } from 'vitest'
import { OrganizationName, PersonName } from './schema.ts'

describe('a name of a person or an organization', () => {
  test.each([
    'Hearth & Rye',
    'Zoë Ñandú-Šimůnek',
    'Ngọc Nguyễn',
    'Χαρά Νικολάου',
    'Наталія Коваль',
    'ООО Ромашка & Co',
    'β-Carotene, ΔT and μTorrent',
    '株式会社パン',
    'فاطمة الزهراء',
    'שָׁלוֹם',
    '24',
    '🥐',
  ])('may be %s', (name) => {
    expect(OrganizationName.parse(name.normalize('NFD'))).toBe(name.normalize('NFD'))
    expect(PersonName.parse(name)).toBe(name)
  })

  test.each([
    ['a word of two alphabets that are drawn alike', 'Hеarth & Rye'],
    ['the same at the end of a word', 'Stripе Support'],
    ['a Greek letter in the midst of Latin ones', 'Gοogle'],
    ['signs alone', '… — …'],
    ['marks alone', '\u0301\u0301'],
    ['marks that cover the lines above', `Ana${'\u0301'.repeat(40)}`],
  ])('is not %s', (_what, name) => {
    expect(OrganizationName.safeParse(name).success).toBe(false)
    expect(PersonName.safeParse(name).success).toBe(false)
  })
})
