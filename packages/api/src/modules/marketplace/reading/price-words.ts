/*
 * Words around an amount that say what it is, in the languages of the shops we meet. All are tried on at most 40 signs, and
 * none repeats a repetition.
 */

const words = (list: string) =>
  list
    .split('|')
    .map((word) => word.trim())
    .join('|')
const before = (list: string) => new RegExp(String.raw`(?:^|[^\p{L}])(?:${words(list)})[\s:.(]*$`, 'iu')
/** With a word such as "price" in between. */
const shortlyBefore = (list: string) =>
  new RegExp(
    String.raw`(?:^|[^\p{L}])(?:${words(list)})(?:[\s:.(]{0,3}(?:price|preis|prix|pris|precio|prezzo|prijs))?[\s:.(]*$`,
    'iu',
  )
/** In the same sentence. */
const within = (list: string) =>
  new RegExp(String.raw`(?:^|[^\p{L}])(?:${words(list)})(?!\p{L})[^.!?;|]{0,25}$`, 'iu')

/** Right before the lowest of several prices. */
export const FROM_BEFORE = before(
  'from|starting at|starts at|as low as|ab|schon ab|à partir de|a partir de|dès|desde|a partire da|da|vanaf|fra|från|alk|alkaen|od|от|de la|başlayan|最低',
)
/** Right after it. */
export const FROM_AFTER =
  /^\s?(?:から|より|起|〜|~(?! ?\d)|and up\b|\+(?!\s?[\p{L}\d€$£])|’?den başlayan|ve üzeri|부터)/iu

/** What it cost before, or what its maker would like. */
export const OLD_BEFORE = shortlyBefore(
  'was|were|before|previously|old price|list price|list(?=:)|typical price|regular price|rrp|msrp|rsp|m\\.r\\.p|mrp|srp|instead of|orig|originally|reg|compare at|uvp|statt|vorher|bisher|früher|war|alter preis|listenpreis|streichpreis|ursprünglich|prix conseillé|ancien prix|au lieu de|avant|antes|precio anterior|pvp recomendado|precio recomendado|pvpr|pvp|antiguo|prezzo precedente|prezzo consigliato|prezzo di listino|anziché|invece di|prima|listino|van|adviesprijs|ord|ord pris|ordinarie|tidigare|rek pris|före|før|førpris|veil|veiledende|norm|ennen|ovh|cena regularna|poprzednia cena|najniższa cena|původní|doporučená|tavahind|αρχική τιμή|eski fiyat|было|старая цена|希望小売価格|通常価格|定価|参考価格|原价|原價|市场价|정가|قبل|السعر السابق',
)

/** Not what the thing costs: what is saved, sent, taxed or paid in parts. */
export const OTHER_BEFORE = within(
  'price drop|price dropped|reduced by|cheaper by|minimum order|min\\. order|mindestbestellwert|spend|used from|new & used|gebraucht ab|d’occasion|save|saves|saving|savings|you save|off|discount|up to|sie sparen|spare|sparen|ersparnis|rabatt|bis zu|économisez|remise|jusqu’à|ahorra|ahorras|hasta|risparmi|risparmia|sconto|bespaar|korting|spara|spar|säästä|oszczędzasz|rabat|shipping|delivery|postage|free over|orders over|versand|versandkosten|lieferung|livraison|envío|spedizione|verzending|bezorging|frakt|leverans|fragt|dostawa|doprava|kargo|доставка|送料|配送|deposit|pfand|anzahlung|consigne|cashback|points|coupon|voucher|gutschein|trade-in|instalments? of|installments? of|rate|raten',
)
export const OTHER_AFTER =
  /^\s?(?:off\b|(?:\p{L}{0,12}gutschein|gift card|voucher|coupon|store credit|bon d’achat|buono|cadeaubon|presentkort)(?!\p{L})|rabatt\b|discount\b|saved?\b|sparen\b|gespart\b|(?:de )?réduction\b|de descuento\b|di sconto\b|korting\b|shipping\b|delivery\b|versand\b|pfand\b|deposit\b|(?:vat|mwst|ust|tva|moms|btw|iva)\b(?!\.? ?inc?)|cashback\b|オフ|引き|ポイント|pts?\b|for free\b)/iu

const MEASURE =
  'kg|kgs|kilo|kilos|kilogram|kilogramm|g|gr|gram|grams|gramm|mg|lb|lbs|pound|oz|ounce|l|liter|litre|litro|ltr|dl|cl|ml|fl\\.? ?oz|gal|gallon|pint|m|metre|meter|mètre|m2|m3|sqm|sqft|sq\\.? ?ft|qm|lfm|cm|mm|ft|foot|yd|yard|кг|г|л|м|公斤|克'
const TIME =
  'count|load|wash|waschladung|sheet|blatt|serving|portion|capsule|kapsel|tablet|tablette|month|mo|mth|monat|mois|mes|mese|maand|månad|mån|måned|mnd|kk|kuukausi|miesiąc|mies|měsíc|ay|мес|月|week|wk|woche|semaine|year|yr|jahr|an|año|day|tag|jour|hour|hr|stunde|heure|night|nacht|nuit'
/** A price of a measure or a time, such as "/ kg", "je 100 g", "pro Monat"; a piece is the thing itself. */
export const PER_UNIT_AFTER = new RegExp(
  String.raw`^[*¹²†]?\s?\(?\s?(?:(?:\/|per|pro|je|par|por|al|alla|à la|le|a|an|pr\.?|för|za|на|за)\s?(?:\d{1,4}(?:[.,]\d{1,3})?\s?)?(?:${MEASURE}|${TIME})(?![\p{L}\d])|p\.?m\.?\b|mtl\.?|monthly|monatlich|pcm\b)`,
  'iu',
)
/** As in "1 kg = 4,50 €" and "Grundpreis: 4,50 €". */
export const PER_UNIT_BEFORE = new RegExp(
  String.raw`(?:(?:^|[\s\d(])(?:${MEASURE})\s?=\s?|(?:grundpreis|unit price|prix au (?:kilo|litre)|precio por|jämförpris|jmf|sammenligningspris|kilopris|literpris|stückpreis pro)\W{0,3})$`,
  'iu',
)
/** A quantity, which is no price. */
export const MEASURED = new RegExp(
  String.raw`^\s?(?:${MEASURE}|x|×|pcs|st|stk|stück|pack|gb|tb|mb|mah|w|v|hz|ghz|mhz|inch|in|zoll|″|"|px|mp|years?|jahre|days?|tage|hours?|reviews?|ratings?|bewertungen|sold)(?![\p{L}])`,
  'iu',
)
/** The lowest of thirty days, which the law of the European Union has shops show beside a sale. */
export const LATELY_BEFORE =
  /(?:30-tage-(?:best|tiefst)preis|(?:lowest|best|\p{L}{0,12}igste[rsn]?|tiefste[rsn]?|plus bas|più basso|más bajo|mais baixo|laagste|lägsta|laveste|alin|najniższa|nejnižší)(?!\p{L})[^.!?;|\d]{0,30}30[- ](?:derniers |últimos )?(?:days?|tage?[sn]?|jours|giorni|días|dias|dagen|dagars?|dagarna|dage|dager|päivän|dni|dní)(?!\p{L}))[^.!?;|\d]{0,25}$/iu
/** So many payments, so many pieces for it, the price of one of many, or what comes on top. */
export const SEVERAL_BEFORE =
  /(?:\d\s?(?:[x×*]|mal|(?:[\p{L}-]{1,20}\s)?(?:payments?|instal?lments?|raten|versements|rate|plazos|termijnen)\s(?:of|zu|à|de|da|van)(?: je)?)|(?<![\d.,]|\b(?:of|serves|for|with|à|de|von|mit)\s)(?:[2-9]|\d\d)\s(?:for|für|pour|per|por|voor|för|for kun)|(?:ab|from|dès|da|desde|vanaf|från|fra|od)\s\d{1,5}\s?(?:stück|stk\.?|st\.?|pcs\.?|pieces?|units?|items?|pièces?|pezzi|unidades|stuks|szt\.?|ks)|\d\+)[\s:]{0,2}$|\+\s?$/iu
/** What those alone pay who hold a card. */
export const MEMBERS_BEFORE =
  /(?:^|[^\p{L}])(?:members?|mitglieder|clubcard)['’]?s?(?!\p{L})[^.!?;|\d]{0,12}(?:\d{1,2}\s?%)?[\s:]*$/iu
export const SOME_BUYERS =
  /^\s?(?:(?:with|for|mit|avec|con|met|med)\s)?(?:\p{L}{0,12}card|members?|members’|member's|mitglieder|kundenkarte|clubmitglieder|abonnés|socios|soci|leden|medlem(?:mar|spris)?)(?!\p{L})/iu
export const NET_BEFORE =
  /(?:ex(?:cl|cluding)?\.?\s?(?:vat|tax|gst)|netto|zzgl\.? mwst\.?|hors taxes?|税抜き?)\W{0,3}$/iu
export const NET_AFTER =
  /^\s?[*¹²]?\s?[(（]?(?:(?:\+|plus|zzgl\.?|zuzüglich|exkl\.?|ex\.?|excl\.?|excluding|without|ohne|sin|senza|plus)\s?(?:[\d.,]{1,5}\s?%\s?)?(?:vat|tax|gst|mwst|ust|moms|btw|iva)(?!\p{L})|netto(?!\p{L})|ht(?!\p{L})|h\.t\.|税抜|税別|本体|税込(?=[^\d)）]{0,3}\d))/iu
export const PERCENT_AFTER = /^\s?(?:%|٪|percent\b|per cent\b|prozent\b|procent\b)/iu
/** Between the ends of a range. */
export const RANGE = /^\s?(?:-|–|—|~|〜|to|bis|à|bis zu|a|al|hasta|tot|till|til|do|до|ile|から)\s?$/iu
export const FREE =
  /^(?:free|gratis|kostenlos|kostenfrei|gratuit|gratuito|gratuita|for free|grátis|ilmainen|za darmo|zdarma|ingyenes|бесплатно|безкоштовно|ücretsiz|無料|免费|免費|무료|مجاني|मुफ़्त)[.!]?$/iu
export const MANY = /^\s?(?:(lakhs?|lacs?)\b|(crores?|cr)\b|([万萬])|(億|亿))/iu
