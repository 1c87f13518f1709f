/* Pages of shops that exist nowhere, each in a markup, a language and a currency of its own. */

interface PageParts {
  lang?: string
  title?: string
  head?: string
  body?: string
}

export const page = ({ lang = 'en', title = 'Shop', head = '', body = '' }: PageParts): string =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${body}</body></html>`

export const jsonLd = (data: unknown): string =>
  `<script type="application/ld+json">${typeof data === 'string' ? data : JSON.stringify(data)}</script>`

export const meta = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `<meta property="${name}" content="${value}">`)
    .join('')

const SCHEMA = 'https://schema.org'

/** Kilnware, Berlin: JSON-LD in a graph, euros, with the old price and one a kilogram in the text. */
export const kilnware = {
  url: 'https://www.kilnware.example.de/teller/blau-24',
  html: page({
    lang: 'de-DE',
    title: 'Teller „Blau“, 24 cm – Kilnware',
    head:
      '<link rel="canonical" href="/teller/blau-24">' +
      jsonLd({
        '@context': SCHEMA,
        '@graph': [
          { '@type': 'BreadcrumbList', itemListElement: [{ '@type': 'ListItem', name: 'Teller' }] },
          {
            '@type': ['Product'],
            name: 'Teller „Blau“, 24 cm',
            sku: 'T-24-B',
            gtin13: '4006381333931',
            offers: [
              [
                {
                  '@type': 'Offer',
                  url: 'https://www.kilnware.example.de/teller/blau-24',
                  price: '2879.2',
                  priceCurrency: 'EUR',
                  availability: 'https://schema.org/InStock',
                },
              ],
            ],
          },
        ],
      }),
    body:
      '<nav><a href="/">Warenkorb 0,00 €</a></nav><main><h1>Teller „Blau“, 24 cm</h1>' +
      '<div class="prices"><del>3.199,00 €</del> <span>2.879,20&nbsp;€</span></div><p>Grundpreis: 11,99 € / kg</p>' +
      '<p>inkl. 19 % MwSt., zzgl. 4,90 € Versand</p></main>' +
      '<section class="related-products"><h2>Dazu passt</h2><p>Tasse 9,99 €</p></section>',
  }),
}

/** Harbour Tea, Bristol: microdata, pounds, the amount in the text of the element. */
export const harbourTea = {
  url: 'https://harbourtea.example.co.uk/loose-leaf/earl-grey',
  html: page({
    lang: 'en-GB',
    title: 'Earl Grey',
    body:
      '<div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Earl Grey, loose leaf</h1>' +
      '<span itemprop="sku">EG-100</span><div itemprop="offers" itemscope itemtype="http://schema.org/Offer">' +
      '<span itemprop="price">£1,249.50</span><link itemprop="availability" href="http://schema.org/OutOfStock">' +
      '</div></div><aside><div itemscope itemtype="http://schema.org/Product"><span itemprop="name">Mug</span>' +
      '<div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="price" content="8.00">' +
      '<meta itemprop="priceCurrency" content="GBP"></div></div></aside>',
  }),
}

/** Aoyama Paper, Tokyo: Open Graph, yen, the sign settled by the language. */
export const aoyamaPaper = {
  url: 'https://aoyama-paper.example.jp/items/42',
  html: page({
    lang: 'ja',
    title: '便箋セット',
    head: meta({
      'og:title': '便箋セット',
      'product:price:amount': '1980',
      'product:price:currency': 'JPY',
      'product:availability': 'instock',
    }),
    body: '<h1>便箋セット</h1><p class="price">￥１，９８０（税込）</p>',
  }),
}

/** Monsoon Silks, Jaipur: plain text, rupees in lakhs. */
export const monsoonSilks = {
  url: 'https://monsoonsilks.example.in/saree/gold',
  html: page({
    lang: 'en-IN',
    title: 'Bridal saree – Monsoon Silks',
    body:
      '<div class="breadcrumbs">Home / Sarees</div><h1>Bridal saree</h1><p>Free delivery on orders over ₹999</p>' +
      '<p>M.R.P.: <span class="old-price">₹1,49,999.00</span></p><p><b>₹1,23,456.78</b></p><p>Inclusive of all taxes</p>',
  }),
}

/** Fjällbod, Umeå: RDFa, crowns, a price that ends in a dash. */
export const fjallbod = {
  url: 'https://fjallbod.example.se/talt',
  html: page({
    lang: 'sv-SE',
    title: 'Tält',
    body:
      '<div vocab="https://schema.org/" typeof="Product"><h1 property="name">Tält för tre</h1>' +
      '<div property="offers" typeof="Offer"><span property="price" content="12990">12 990:-</span>' +
      '<span property="priceCurrency" content="SEK">kr</span></div></div><p>12 990 kr</p>',
  }),
}

/** Prairie Boots, Austin: Shopify, dollars, three variants of two prices. */
export const prairieBoots = {
  url: 'https://prairieboots.example/products/roper',
  html: page({
    lang: 'en',
    title: 'Roper boot',
    head: '<script>var Shopify = Shopify || {}; Shopify.currency = {"active":"USD","rate":"1.0"};</script>',
    body: '<h1>Roper boot</h1><div class="price">$189.00</div>',
  }),
  js: JSON.stringify({
    id: 7,
    title: 'Roper boot',
    price: 18900,
    variants: [
      {
        id: 71,
        title: '41 / brown',
        sku: 'R-41',
        barcode: '0012345678905',
        price: 18900,
        compare_at_price: 22900,
        available: true,
      },
      { id: 72, title: '42 / brown', sku: 'R-42', price: 18900, compare_at_price: null, available: false },
      { id: 73, title: '42 / lined', sku: 'R-42-L', price: 20900, compare_at_price: 0, available: true },
    ],
  }),
  json: JSON.stringify({
    product: {
      id: 7,
      title: 'Roper boot',
      variants: [
        { id: 71, title: '41 / brown', sku: 'R-41', price: '189.00', compare_at_price: '229.00' },
        { id: 73, title: '42 / lined', sku: 'R-42-L', price: '209.0', compare_at_price: '' },
      ],
    },
  }),
}

/** Souq Oud, Kuwait: JSON-LD with faults that shops have, dinars with three decimals, Arabic digits. */
export const souqOud = {
  url: 'https://souqoud.example.kw/oud',
  html: page({
    lang: 'ar-KW',
    title: 'عود',
    head: jsonLd(
      `<!-- product -->{"@type":"Product", /* ours */ "name":"عود", "description":"two\nlines\tand a tab", // note
      "offers":{"@type":"Offer","price":12.5,"priceCurrency":"kwd",},};`,
    ),
    body: '<h1>عود</h1><p>١٢٫٥٠٠ د.ك</p>',
  }),
}

/** Uhrenhaus, Zürich: no data at all but a selector, francs with apostrophes. */
export const uhrenhaus = {
  url: 'https://uhrenhaus.example.ch/automatik',
  html: page({
    lang: 'de-CH',
    title: 'Automatik',
    body:
      '<p>Automatik 41</p><div class="buy"><span class="amount">CHF 1’299.–</span></div>' +
      '<ul>' +
      '<li class="cell">CHF 20.–</li><li class="cell">CHF 30.–</li>'.repeat(450) +
      '</ul>',
  }),
}
