/** The texts of the methodology page, none of which the rates were fitted to. */
export const SAMPLES: readonly (readonly [name: string, text: string])[] = [
  [
    "English, a mail",
    "Hello, my order from last Tuesday has still not arrived, although the tracking page says that it was delivered two days ago. Could you please check with the courier, and tell me whether I will get a replacement or my money back?",
  ],
  [
    "English, a report",
    "Revenue per request rose by 12% in the third quarter, while the cost of serving it fell from $0.031 to $0.019. Gross margin improved accordingly; most of the gain came from caching and from sending short questions to a smaller model.",
  ],
  [
    "German",
    "Guten Tag, meine Bestellung vom letzten Dienstag ist noch immer nicht angekommen, obwohl die Sendungsverfolgung sie seit zwei Tagen als zugestellt anzeigt. Bitte klären Sie das mit dem Paketdienst und sagen Sie mir, ob ich Ersatz oder mein Geld zurückbekomme.",
  ],
  [
    "Spanish",
    "Hola, mi pedido del martes pasado todavía no ha llegado, aunque la página de seguimiento dice que se entregó hace dos días. ¿Podrían consultarlo con el transportista y decirme si recibiré otro envío o la devolución del dinero?",
  ],
  [
    "Russian",
    "Здравствуйте, мой заказ от прошлого вторника до сих пор не пришёл, хотя на странице отслеживания указано, что его доставили два дня назад. Пожалуйста, уточните это у курьера и сообщите, получу ли я новую посылку или возврат денег.",
  ],
  [
    "Chinese",
    "您好，我上周二的订单到现在还没有收到，但是物流页面显示两天前已经签收。请帮我向快递公司核实一下，并告诉我是重新发货还是退款。",
  ],
  [
    "Japanese",
    "こんにちは。先週の火曜日に注文した商品がまだ届いていませんが、追跡ページでは二日前に配達済みと表示されています。配送業者に確認して、再送か返金かを教えてください。",
  ],
  [
    "Arabic",
    "مرحبًا، لم يصل طلبي الذي قدمته يوم الثلاثاء الماضي حتى الآن، مع أن صفحة التتبع تذكر أنه سُلّم قبل يومين. أرجو مراجعة شركة الشحن وإخباري هل سأحصل على بديل أم سيعاد لي المبلغ.",
  ],
  [
    "Hindi",
    "नमस्ते, पिछले मंगलवार का मेरा ऑर्डर अब तक नहीं पहुँचा है, जबकि ट्रैकिंग पेज पर लिखा है कि वह दो दिन पहले पहुँचा दिया गया। कृपया कूरियर से पूछें और बताएँ कि मुझे दूसरा सामान मिलेगा या पैसे वापस होंगे।",
  ],
  [
    "Program code",
    "export function monthlyCost(requests: number, price: Price): number { const perRequest = (price.input * 1500 + price.output * 500) / 1e6; if (!Number.isFinite(perRequest)) throw new RangeError(price.model); return requests * perRequest; }",
  ],
];
