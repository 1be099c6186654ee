using Serverless.Opinions;
using Serverless.Tests.Kit;

namespace Serverless.Tests.Unit.Opinions;

public sealed class TextMaskTests
{
    [Theory]
    [InlineData("请打13812345678联系我", "请打138****5678联系我", SensitiveKind.Phone)]
    [InlineData("电话138 1234 5678。", "电话138 **** 5678。", SensitiveKind.Phone)]
    [InlineData("电话138-1234-5678", "电话138-****-5678", SensitiveKind.Phone)]
    [InlineData("电话138 123 45678", "电话138 *** *5678", SensitiveKind.Phone)]
    [InlineData("电话138.1234.5678", "电话138.****.5678", SensitiveKind.Phone)]
    [InlineData("电话+86 138 1234 5678", "电话+86 138 **** 5678", SensitiveKind.Phone)]
    [InlineData("电话8613812345678", "电话86138****5678", SensitiveKind.Phone)]
    [InlineData("座机(0571)88886666", "座机(057*)******66", SensitiveKind.Phone)]
    [InlineData("车牌浙A·12345", "车牌浙A·****5", SensitiveKind.Plate)]
    [InlineData("车牌浙ad12345", "车牌浙a*****5", SensitiveKind.Plate)]
    [InlineData("电话１３８１２３４５６７８", "电话１３８****５６７８", SensitiveKind.Phone)]
    [InlineData("两个：13812345678 13987654321", "两个：138****5678 139****4321", SensitiveKind.Phone)]
    [InlineData("座机023-68001234", "座机023-******34", SensitiveKind.Phone)]
    [InlineData("身份证50010819900307123X。", "身份证5001************3X。", SensitiveKind.IdCard)]
    [InlineData("身份证500108 19900307 1234", "身份证5001** ******** **34", SensitiveKind.IdCard)]
    [InlineData("老证500108900307123", "老证5001*********23", SensitiveKind.IdCard)]
    [InlineData("卡号6222 0212 3456 7891 233", "卡号**** **** **** ***1 233", SensitiveKind.BankCard)]
    [InlineData("卡号6222021234567894转账", "卡号************7894转账", SensitiveKind.BankCard)]
    [InlineData("信箱zhang.san@example.com", "信箱z********@example.com", SensitiveKind.Email)]
    [InlineData("车牌渝A12345乱停", "车牌渝A****5乱停", SensitiveKind.Plate)]
    [InlineData("新能源渝AD12345占道", "新能源渝A*****5占道", SensitiveKind.Plate)]
    public void What_names_or_reaches_a_person_is_masked(string text, string masked, SensitiveKind kind)
    {
        Assert.Equal(masked, TextMask.Of(text).Text);
        Assert.Equal([kind], TextMask.Of(text).Kinds);
    }

    [Theory]
    [InlineData("路灯坏了😀")]
    [InlineData("2026-12-20 09:00 在花园路3号")]
    [InlineData("合同金额1234567890123456元")]
    [InlineData("编号 NA017-261125-7K3F9Q2X 的答复")]
    [InlineData("渝北区A栋12345号信箱")]
    [InlineData("请拨12345热线，或23号楼 4567890")]
    [InlineData("@所有人 来开会")]
    public void What_names_nobody_stays_word_for_word(string text) => Assert.Equal(text, TextMask.Of(text).Text);

    [Theory]
    [InlineData("13812345678", "138****5678")]
    [InlineData("138 1234 5678", "138 **** 5678")]
    [InlineData("+8613812345678", "+86138****5678")]
    [InlineData("023-68001234", "023-****1234")]
    [InlineData("68001234", "68****34")]
    [InlineData("110", "***")]
    public void A_telephone_shows_its_ends(string phone, string masked) => Assert.Equal(masked, TextMask.Phone(phone));

    [Fact]
    public void What_is_masked_is_sealed_beside_it_and_opens_with_the_pepper_and_the_message_alone()
    {
        var options = new OpinionOptions(20, "a pepper of enough letters");
        var draft = An.Draft(content: "请打13812345678") with { SenderPhone = "13900000000" };
        var masked = SenderContact.Sealed(draft, options);
        Assert.Equal(("请打138****5678", "139****0000"), (masked.Content, masked.SenderPhone));
        Assert.DoesNotMatch("138|139|请打", masked.Sealed);
        Assert.Equal(new SenderContact("13900000000", "请打13812345678"), ContactSeal.Open(masked.Sealed!, options.SenderPepper, draft.SourceKey));
        Assert.NotEqual(masked.Sealed, SenderContact.Sealed(draft, options).Sealed);
        Assert.Null(ContactSeal.Open(masked.Sealed!, "another pepper of letters", draft.SourceKey));
        Assert.Null(ContactSeal.Open(masked.Sealed!, options.SenderPepper, "another message"));
        Assert.All(["", "1.", "1.AAAA", "2." + masked.Sealed![2..], masked.Sealed![..^2]], text => Assert.Null(ContactSeal.Open(text, options.SenderPepper, draft.SourceKey)));
        Assert.Same(An.Draft().Content, SenderContact.Sealed(An.Draft(), options).Content);
    }
}
