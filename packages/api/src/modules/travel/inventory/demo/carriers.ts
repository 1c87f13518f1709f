/** Invented, as are their codes: designators of real airlines have two or three signs. */
export interface Carrier {
  name: string
  code: string
}

export const carriers: readonly [Carrier, ...Carrier[]] = [
  { name: 'Skerry Air', code: 'SKER' },
  { name: 'Polder Air', code: 'POLD' },
  { name: 'Marram Airways', code: 'MARR' },
  { name: 'Saltmarsh Airlines', code: 'SALT' },
  { name: 'Tidepool Airlines', code: 'TIDE' },
  { name: 'Copperleaf Air', code: 'COPP' },
  { name: 'Foxglove Air', code: 'FOXG' },
  { name: 'Quillfeather Airways', code: 'QUIL' },
  { name: 'Dovecote Air', code: 'DOVE' },
  { name: 'Fenlark Airlines', code: 'FENL' },
]
