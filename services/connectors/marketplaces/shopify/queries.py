"""The GraphQL that is asked of Shopify's Admin API.

Fields: documented (admin-graphql 2026-10, looked up 2026-11-27). One query may cost 1000 points, a
point an object: 100 lines and 20 fulfilments of 20 lines each stay below it.
"""

_MONEY = "{ presentmentMoney { amount currencyCode } }"

ORDER = f"""
query Order($id: ID!, $contact: Boolean!) {{
  order(id: $id) {{
    email @include(if: $contact)
    legacyResourceId createdAt updatedAt processedAt cancelledAt requiresShipping
    displayFinancialStatus displayFulfillmentStatus returnStatus customerLocale dutiesIncluded
    currentTotalDutiesSet {_MONEY}
    totalPriceSet {_MONEY}
    totalRefundedSet {_MONEY}
    customer {{ legacyResourceId }}
    shippingAddress {{ countryCodeV2 zip }}
    shippingLine {{ title }}
    lineItems(first: 100) {{
      nodes {{
        id title quantity currentQuantity unfulfilledQuantity
        discountedUnitPriceSet {_MONEY}
      }}
    }}
    fulfillments(first: 20) {{
      status displayStatus createdAt deliveredAt
      trackingInfo {{ number company }}
      fulfillmentLineItems(first: 20) {{ nodes {{ quantity lineItem {{ id }} }} }}
    }}
  }}
}}
"""

ORDERS = """
query Orders($first: Int!, $after: String, $query: String!) {
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
    nodes { legacyResourceId updatedAt }
    pageInfo { hasNextPage endCursor }
  }
}
"""

_DISPUTE = """
    legacyResourceId initiatedAt evidenceDueBy finalizedOn status type
    amount { amount currencyCode }
    reasonDetails { reason networkReasonCode }
    order { legacyResourceId }
"""

DISPUTE = f"""
query Dispute($id: ID!) {{
  dispute(id: $id) {{ {_DISPUTE} }}
}}
"""

DISPUTES = f"""
query Disputes($first: Int!, $after: String, $query: String!) {{
  disputes(first: $first, after: $after, query: $query) {{
    nodes {{ {_DISPUTE} }}
    pageInfo {{ hasNextPage endCursor }}
  }}
}}
"""

EVIDENCE = """
query Evidence($id: ID!) {
  dispute(id: $id) { status evidenceSentOn disputeEvidence { id } }
}
"""

CONTEST = """
mutation Contest($id: ID!, $input: ShopifyPaymentsDisputeEvidenceUpdateInput!) {
  disputeEvidenceUpdate(id: $id, input: $input) {
    disputeEvidence { id }
    userErrors { code }
  }
}
"""
